local client, node, fence, note, count, at, idle = unpack(ARGV)
if not owned(SESSION, node, fence) then
  return 0
end
place(SESSION, count, at, idle)
redis.call('HSET', SESSION, 'owner', '')
if note ~= '' then
  redis.call('HSET', SESSION, 'note', note)
end
return 1
