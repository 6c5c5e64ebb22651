-- What each node asks for every moment: its lease, and its share of the housekeeping. {time, ended sessions, too long}
local node, origin, lease, grace, keep, retention, longest, slice = unpack(ARGV)
local time = now()
local beat = PREFIX .. 'beat'
local last, spared, trimmed = unpack(redis.call('HMGET', beat, 'last', 'spared', 'trimmed'))
redis.call('SET', PREFIX .. 'node:' .. node, time, 'PX', lease)

-- After a time without any node's beat nobody could ping: clients get the time to come back.
if not last or time - last > 3000 then
  spared = time + grace
end
redis.call('HSET', beat, 'last', time, 'spared', spared)

local long = 0
if not trimmed or time - trimmed >= 1000 then
  local cut = time - retention
  redis.call('XTRIM', LOG, 'MINID', '~', cut)
  redis.call('HSET', beat, 'trimmed', time, 'cut', cut)
  if redis.call('XLEN', LOG) > tonumber(longest) then
    long = 1
    redis.call('XTRIM', LOG, 'MAXLEN', '~', longest)
    local first = redis.call('XRANGE', LOG, '-', '+', 'COUNT', 1)[1]
    redis.call('HSET', beat, 'cut', math.max(cut, tonumber(string.match(first[1], '^%d+'))))
  end
end
for _, key in ipairs({LOG, EXPIRIES, CLIENTS, beat}) do
  redis.call('PEXPIRE', key, keep)
end

local ended = 0
if time >= tonumber(spared) then
  for _, client in ipairs(redis.call('ZRANGEBYSCORE', EXPIRIES, '-inf', '(' .. time, 'LIMIT', 0, slice)) do
    finish(client, origin)
    ended = ended + 1
  end
end
return {time, ended, long}
