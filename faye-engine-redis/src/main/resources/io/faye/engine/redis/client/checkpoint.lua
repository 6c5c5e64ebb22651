-- Writes the positions of sessions of one process: node, leaves (1 to leave the sessions to others), then fence, count,
-- at of each session, whose keys follow those of the service. Answers 1 for each session of that process.
local node, leaves = ARGV[1], ARGV[2]
even_if_full()
local written = {}
for i = 4, #KEYS do
  local a = 3 + (i - 4) * 3
  local is_owned = owned(KEYS[i], node, ARGV[a])
  if is_owned then
    write_position(KEYS[i], ARGV[a + 1], ARGV[a + 2])
    if leaves == '1' then
      redis.call('HSET', KEYS[i], 'owner', '')
    end
  end
  written[i - 3] = is_owned and 1 or 0
end
return written
