-- 0: there is such a session; -1: the service has as many as it may have.
local client, origin, node, lifetime, keep, most = unpack(ARGV)
if exists() then
  return 0
end
if redis.call('ZCARD', CLIENTS) >= tonumber(most) then
  return -1
end
local at = write(origin, 'begin', client)
redis.call('HSET', SESSION, 'owner', node, 'fence', 1, 'count', 0, 'at', at, 'version', 0)
for i = 7, #ARGV, 2 do
  redis.call('HSET', SESSION, '@' .. ARGV[i], ARGV[i + 1])
end
redis.call('ZADD', CLIENTS, 0, client)
touch(client, lifetime, keep)
return 1
