-- Postpones the expiry of a session: client, lifetime, keep.
local client, lifetime, keep = unpack(ARGV)
even_if_full()
if not exists() then
  return -1
end
touch(SESSION, client, lifetime, keep)
return 1
