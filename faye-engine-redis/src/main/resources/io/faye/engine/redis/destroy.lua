-- With a fence only what is still the caller's ends.
local client, origin, node, fence = unpack(ARGV)
if fence and exists() and not owned(SESSION, node, fence) then
  return -1
end
return finish(client, origin)
