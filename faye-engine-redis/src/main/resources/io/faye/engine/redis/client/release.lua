-- Nothing is released if there is a newer attachment.
local client, node, fence, attachment, note, count, at, idle = unpack(ARGV)
even_if_full()
local newest = redis.call('HGET', SESSION, 'attachment')
if not owned(SESSION, node, fence) or (newest and newest ~= attachment) then
  return 0
end
place(SESSION, count, at, idle)
redis.call('HSET', SESSION, 'owner', '')
if note ~= '' then
  redis.call('HSET', SESSION, 'note', note)
end
return 1
