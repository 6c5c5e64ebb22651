-- Unsubscribes a session: client, origin, pattern. Answers 1, or 0 if the subscription was not held.
local client, origin, pattern = unpack(ARGV)
even_if_full()
if not exists() then
  return -1
end
if redis.call('SREM', SUBSCRIPTIONS, pattern) == 0 then
  return 0
end
write(origin, 'unsubscribe', client, 'v', pattern)
return 1
