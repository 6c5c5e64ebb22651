-- Only where it stands in the log can be told whether that much was queued: whoever reads for the client goes by that.
local client, origin, position = unpack(ARGV)
even_if_full()
if not exists() then
  return 0
end
write(origin, 'acknowledge', client, 'v', position)
return 1
