-- Hands the position of a session over to its new owner: client, origin, fence (of the previous owner), note, count, at
-- (both empty if the previous owner has learned none: then that in Redis counts). A later owner than the one that is waited
-- for knows better, if it knows any. Answers 0 if nobody waits for it any more.
local client, origin, fence, note, count, at = unpack(ARGV)
even_if_full()
if not exists() then
  return -1
end
local releasing = redis.call('HGET', SESSION, 'releasing')
local is_awaited = releasing and (fence == releasing or count ~= '' and tonumber(fence) > tonumber(releasing))
if not is_awaited then
  return 0
end
write_position(SESSION, count, at)
count, at = unpack(redis.call('HMGET', SESSION, 'count', 'at'))
redis.call('HDEL', SESSION, 'releasing')
write(origin, 'handover', client, 'v', releasing, 'v', count, 'v', at, 'v', note)
return 1
