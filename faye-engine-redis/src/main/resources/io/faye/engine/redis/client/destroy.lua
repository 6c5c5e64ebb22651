-- Ends a session: client, origin, and to end only what is still the caller's: node, fence. Answers {1, subscriptions}, or
-- {0} if the session is not the caller's.
local client, origin, node, fence = unpack(ARGV)
if not exists() then
  return {-1}
end
if fence and not owned(SESSION, node, fence) then
  return {0}
end
local lived, patterns = finish(client, origin)
return {lived, patterns}
