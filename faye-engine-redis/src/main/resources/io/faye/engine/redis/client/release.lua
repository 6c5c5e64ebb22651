-- Releases an attachment: client, node, fence, attachment (its number), note, count, at. Answers 1, or 0 if the
-- session is another process', or 2 if there is a newer attachment. To do it again changes nothing.
local client, node, fence, attachment, note, count, at = unpack(ARGV)
even_if_full()
local owner, known, newest = unpack(redis.call('HMGET', SESSION, 'owner', 'fence', 'attachment'))
if not known then
  return -1
end
if known ~= fence or owner ~= node then
  return known == fence and owner == '' and 1 or 0
end
if newest and tonumber(newest) > tonumber(attachment) then
  return 2
end
write_position(SESSION, count, at)
redis.call('HSET', SESSION, 'owner', '')
if note ~= '' then
  redis.call('HSET', SESSION, 'note', note)
end
return 1
