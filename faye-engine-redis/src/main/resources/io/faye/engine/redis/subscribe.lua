local client, origin, pattern, keep = unpack(ARGV)
if not exists() then
  return -1
end
if redis.call('SADD', SUBSCRIPTIONS, pattern) == 0 then
  return 0
end
redis.call('PEXPIRE', SUBSCRIPTIONS, keep)
write(origin, 'subscribe', client, 'v', pattern)
return 1
