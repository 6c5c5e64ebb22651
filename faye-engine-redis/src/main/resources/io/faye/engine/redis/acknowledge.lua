-- The owner hears of it in the log; the next one finds it with the session.
local client, origin, position = unpack(ARGV)
if not exists() then
  return 0
end
local owner, floor = unpack(redis.call('HMGET', SESSION, 'owner', 'floor'))
if tonumber(floor or '0') < tonumber(position) then
  redis.call('HSET', SESSION, 'floor', position)
end
if owner ~= '' then
  write(origin, 'acknowledge', client, 'v', position)
end
return 1
