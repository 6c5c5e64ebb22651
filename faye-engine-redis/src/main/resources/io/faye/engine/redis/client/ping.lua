local client, lifetime, keep, node, fence, count, at, idle = unpack(ARGV)
even_if_full()
if not exists() then
  return 0
end
touch(client, lifetime, keep)
if owned(SESSION, node, fence) then
  place(SESSION, count, at, idle)
end
return 1
