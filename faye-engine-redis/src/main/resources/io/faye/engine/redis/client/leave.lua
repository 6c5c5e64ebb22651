-- Removes the lease of a process that closes, and what only processes and sessions need: node.
local node = ARGV[1]
redis.call('ZREM', NODES, node)
if redis.call('EXISTS', EXPIRIES) == 0 then
  redis.call('DEL', PREFIX .. 'heartbeat')
end
return 1
