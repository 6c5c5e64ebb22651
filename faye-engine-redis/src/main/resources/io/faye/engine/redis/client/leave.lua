-- A node that closes takes its lease with it, and what else only nodes and sessions need.
redis.call('DEL', PREFIX .. 'node:' .. ARGV[1])
if redis.call('EXISTS', EXPIRIES) == 0 then
  redis.call('DEL', PREFIX .. 'heartbeat')
end
return 1
