-- Changes an attribute of a session: client, origin, node, how ('set', 'add' to set it if there is none, or 'remove'), name,
-- value (none to remove it). Answers {changed, version}. Only another process that owns the session has to be told by the
-- log.
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
