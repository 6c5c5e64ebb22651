-- Creates a session: client, origin, node, lifetime, keep, most (sessions of the service), then names and values of
-- attributes. Answers 0 if the id is in use, -2 at the limit.
local client, origin, node, lifetime, keep, most = unpack(ARGV, 1, 6)
if exists() then
  return 0
end
if redis.call('ZCARD', CLIENTS) >= tonumber(most) then
  return -2
end
local at = write(origin, 'begin', client)
redis.call('HSET', SESSION, 'owner', node, 'fence', 1, 'count', 0, 'at', at, 'version', 0)
for i = 7, #ARGV, 2 do
  redis.call('HSET', SESSION, '@' .. ARGV[i], ARGV[i + 1])
end
redis.call('ZADD', CLIENTS, 0, client)
touch(SESSION, client, lifetime, keep)
return 1
