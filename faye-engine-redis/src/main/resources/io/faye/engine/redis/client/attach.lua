-- {0}: there is no such session; {1}: it is the caller's as he knows it; otherwise all there is to know of it.
local client, origin, node, lifetime, keep, held, attachment, count, at, idle = unpack(ARGV)
even_if_full()
local owner, fence, note = unpack(redis.call('HMGET', SESSION, 'owner', 'fence', 'note'))
if not fence then
  return {0}
end
touch(client, lifetime, keep)
redis.call('HSET', SESSION, 'attachment', attachment)
if owner == node and fence == held then
  place(SESSION, count, at, idle)
  return {1}
end

local waits, claim = 0, '0-0'
if owner ~= node then
  local last = fence
  fence = tostring(tonumber(fence) + 1)
  redis.call('HSET', SESSION, 'owner', node, 'fence', fence)
  redis.call('HDEL', SESSION, 'releasing')
  if owner ~= '' then
    claim = write(origin, 'claim', client, 'v', node, 'v', fence)
    if alive(owner) then
      waits = 1
      redis.call('HSET', SESSION, 'releasing', last)
    end
  end
end
local newest = redis.call('XREVRANGE', LOG, '+', '-', 'COUNT', 1)[1]
local ended = newest and newest[1] or '0-0'
local state = redis.call('HGETALL', SESSION)
if note then
  redis.call('HDEL', SESSION, 'note')
end
return {2, waits, claim, ended, state, redis.call('SMEMBERS', SUBSCRIPTIONS)}
