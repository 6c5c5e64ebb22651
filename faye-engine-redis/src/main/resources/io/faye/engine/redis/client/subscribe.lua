-- Subscribes a session: client, origin, pattern, keep, most (subscriptions of one session). Answers 1, 0 if the
-- subscription was held, or -2 at the limit.
local client, origin, pattern, keep, most = unpack(ARGV)
if not exists() then
  return -1
end
if redis.call('SADD', SUBSCRIPTIONS, pattern) == 0 then
  return 0
end
if redis.call('SCARD', SUBSCRIPTIONS) > tonumber(most) then
  redis.call('SREM', SUBSCRIPTIONS, pattern)
  return -2
end
redis.call('PEXPIRE', SUBSCRIPTIONS, keep)
write(origin, 'subscribe', client, 'v', pattern)
return 1
