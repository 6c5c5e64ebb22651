-- Writes to the log that a client has confirmed messages: client, origin, position. The entry's place in the log tells
-- every process how much was queued by then.
local client, origin, position = unpack(ARGV)
even_if_full()
if not exists() then
  return -1
end
write(origin, 'acknowledge', client, 'v', position)
return 1
