local client, node, fence, count, at, idle = unpack(ARGV)
-- Without a fence the caller has not heard yet that the session is his.
local owner = redis.call('HMGET', SESSION, 'owner', 'fence')
if owner[1] ~= node or (fence ~= '' and owner[2] ~= fence) then
  return 0
end
place(SESSION, count, at, idle)
redis.call('HSET', SESSION, 'owner', '')
return 1
