-- What the owner of a session knows, for a Redis that may have lost some of it: -1 if another owns it by now, 0 if it
-- has ended. What the owner has not read yet is newer than what he says.
local client, node, fence, last, lifetime, keep, version, count, at, idle, named = unpack(ARGV)
even_if_full()
local known = redis.call('HMGET', SESSION, 'fence', 'version')
if known[1] and tonumber(known[1]) > tonumber(fence) then
  return -1
end

local changes = {}
for _, entry in ipairs(redis.call('XRANGE', LOG, '(' .. last, '+')) do
  local fields = entry[2]
  if fields[3] == 'k' and fields[6] == client then
    if fields[4] == 'end' then
      return 0
    end
    table.insert(changes, fields)
  end
end

local first = 12 + 2 * named
if not known[2] or tonumber(known[2]) < tonumber(version) then
  redis.call('HSET', SESSION, 'version', version)
  for i = 12, first - 1, 2 do
    redis.call('HSET', SESSION, '@' .. ARGV[i], ARGV[i + 1])
  end
end
redis.call('DEL', SUBSCRIPTIONS)
for i = first, #ARGV do
  redis.call('SADD', SUBSCRIPTIONS, ARGV[i])
end
for _, fields in ipairs(changes) do
  if fields[4] == 'subscribe' then
    redis.call('SADD', SUBSCRIPTIONS, fields[8])
  elseif fields[4] == 'unsubscribe' then
    redis.call('SREM', SUBSCRIPTIONS, fields[8])
  end
end
redis.call('HSET', SESSION, 'owner', node, 'fence', fence)
place(SESSION, count, at, idle)
redis.call('ZADD', CLIENTS, 0, client)
touch(client, lifetime, keep)
return 1
