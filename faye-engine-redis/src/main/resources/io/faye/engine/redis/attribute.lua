-- Only another node that owns the session has to hear of it in the log.
-- How: 'set', 'add' (only if there is no such attribute) or 'remove'.
local client, origin, node, how, name, value = unpack(ARGV)
if not exists() then
  return {-1, 0}
end
local field = '@' .. name
local known = redis.call('HGET', SESSION, field)
if known == (value or false) or (how == 'add' and known) then
  return {0, 0}
end
if value then
  redis.call('HSET', SESSION, field, value)
else
  redis.call('HDEL', SESSION, field)
end
local version = redis.call('HINCRBY', SESSION, 'version', 1)
local owner = redis.call('HGET', SESSION, 'owner')
if owner ~= node and owner ~= '' then
  if value then
    write(origin, 'attribute', client, 'v', version, 'v', name, 'v', value)
  else
    write(origin, 'attribute', client, 'v', version, 'v', name)
  end
end
return {1, version}
