-- The last word of an owner from whom the session was claimed; nobody listens if he comes late.
local client, origin, fence, note, count, at, idle = unpack(ARGV)
even_if_full()
if redis.call('HGET', SESSION, 'releasing') ~= fence then
  return 0
end
place(SESSION, count, at, idle)
write(origin, 'settled', client, 'v', fence, 'v', count, 'v', at, 'v', idle, 'v', note)
return 1
