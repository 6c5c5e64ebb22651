-- Reads a part of the log: from (where to begin, for XRANGE), most (entries), bytes (after which no more are read).
-- Answers {entries, whether the log ends there, cut (see inspect)}.
local from, most, bytes = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local entries, length, step, last = {}, 0, 8, 0
while last == 0 and #entries < most and length < bytes do
  local some = redis.call('XRANGE', LOG, from, '+', 'COUNT', step)
  last = #some < step and 1 or 0
  for _, entry in ipairs(some) do
    entries[#entries + 1] = entry
    from = '(' .. entry[1]
    for _, field in ipairs(entry[2]) do
      length = length + #field
    end
  end
  step = math.max(1, math.min(most - #entries, math.floor((bytes - length) * #entries / math.max(1, length)), 500))
end
return {entries, last, redis.call('HGET', PREFIX .. 'heartbeat', 'cut') or '0-0'}
