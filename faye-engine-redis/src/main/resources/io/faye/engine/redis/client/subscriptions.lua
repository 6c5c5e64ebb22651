-- Returns what a session is subscribed to: client.
if not exists() then
  return {-1}
end
return {1, redis.call('SMEMBERS', SUBSCRIPTIONS)}
