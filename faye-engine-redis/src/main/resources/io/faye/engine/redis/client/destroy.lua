-- With a fence only what is still the caller's ends. {1, what it was subscribed to}, {0} or {-1}
local client, origin, node, fence = unpack(ARGV)
if fence and exists() and not owned(SESSION, node, fence) then
  return {-1}
end
local lived, patterns = finish(client, origin)
return {lived, patterns}
