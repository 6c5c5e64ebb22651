-- Notes how far the clients of one node are: for each its fence and place; leaves them to others if asked to.
local node, leaves = ARGV[1], ARGV[2]
even_if_full()
for i = 4, #KEYS do
  local a = 3 + (i - 4) * 4
  if owned(KEYS[i], node, ARGV[a]) then
    place(KEYS[i], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3])
    if leaves == '1' then
      redis.call('HSET', KEYS[i], 'owner', '')
    end
  end
end
return 1
