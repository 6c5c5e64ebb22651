-- Renews the lease of a process, and ends sessions that have expired: node, origin, lease, grace, keep, slice (how many end
-- at most). Answers {time, how many ended, which processes live}.
local node, origin, lease, grace, keep, slice = unpack(ARGV)
even_if_full()
local time = now()
local heartbeat = PREFIX .. 'heartbeat'
local last, spared = unpack(redis.call('HMGET', heartbeat, 'last', 'spared'))
redis.call('ZREMRANGEBYSCORE', NODES, '-inf', time)
renew(node, lease)

-- After a time without any node's heartbeat nobody could ping: clients get the time to come back.
if not last or time - last > 3000 then
  spared = time + grace
end
redis.call('HSET', heartbeat, 'last', time, 'spared', spared)
for _, key in ipairs({LOG, EXPIRIES, CLIENTS, NODES, heartbeat}) do
  redis.call('PEXPIRE', key, keep)
end

local ended = 0
if time >= tonumber(spared) then
  for _, client in ipairs(redis.call('ZRANGEBYSCORE', EXPIRIES, '-inf', '(' .. time, 'LIMIT', 0, slice)) do
    finish(client, origin)
    ended = ended + 1
  end
end
return {time, ended, redis.call('ZRANGE', NODES, 0, -1)}
