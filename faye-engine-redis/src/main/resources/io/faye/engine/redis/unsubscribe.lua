local client, origin, pattern = unpack(ARGV)
if not exists() then
  return -1
end
if redis.call('SREM', SUBSCRIPTIONS, pattern) == 0 then
  return 0
end
redis.call('HSET', SESSION, 'changed', write(origin, 'unsubscribe', client, 'v', pattern))
return 1
