local client, origin, node, lifetime, keep = unpack(ARGV)
if exists() then
  return 0
end
local at = write(origin, 'begin', client)
redis.call('HSET', SESSION, 'owner', node, 'fence', 1, 'count', 0, 'at', at, 'version', 0)
for i = 6, #ARGV, 2 do
  redis.call('HSET', SESSION, '@' .. ARGV[i], ARGV[i + 1])
end
redis.call('ZADD', CLIENTS, 0, client)
touch(client, lifetime, keep)
return 1
