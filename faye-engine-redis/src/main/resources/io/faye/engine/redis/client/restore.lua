-- Puts sessions back that Redis may have lost: origin, node, read (up to where the process has applied the log), most
-- (entries after that), lifetime, keep, then for each session, whose keys follow those of the service: client, fence,
-- version, count, at, number of attributes, number of subscriptions, names and values, subscriptions. Answers for
-- each session 1, 0 if it has ended, or -1 if it is another process'; or {-2} if the process is too far behind.
local origin, node, read, most, lifetime, keep = unpack(ARGV, 1, 6)
even_if_full()
local entries = redis.call('XRANGE', LOG, '(' .. read, '+', 'COUNT', most)
if #entries == tonumber(most) then
  return {-2}
end

-- What the process has not read yet is newer than what it says.
local changes = {}
for _, entry in ipairs(entries) do
  local fields = entry[2]
  if fields[3] == 'k' then
    local client = fields[6]
    changes[client] = changes[client] or {}
    table.insert(changes[client], fields)
  end
end

local function has_ended(client)
  for _, fields in ipairs(changes[client] or {}) do
    if fields[4] == 'end' then
      return true
    end
  end
  return false
end

local function subscribe(subscriptions, client, first, last)
  redis.call('DEL', subscriptions)
  for i = first, last do
    redis.call('SADD', subscriptions, ARGV[i])
  end
  for _, fields in ipairs(changes[client] or {}) do
    if fields[4] == 'subscribe' then
      redis.call('SADD', subscriptions, fields[8])
    elseif fields[4] == 'unsubscribe' then
      redis.call('SREM', subscriptions, fields[8])
    end
  end
end

local function restore(session, a)
  local client, fence, version, count, at = unpack(ARGV, a, a + 4)
  local patterns = a + 7 + 2 * ARGV[a + 5]
  local owner, known, changed = unpack(redis.call('HMGET', session, 'owner', 'fence', 'version'))
  local is_owners = not known or owner == node or owner == ''
  if known and (tonumber(known) > tonumber(fence) or known == fence and not is_owners) then
    return -1
  end
  if has_ended(client) then
    return 0
  end
  if not is_owners then
    write(origin, 'claim', client, 'v', node, 'v', fence)
  end
  if not changed or tonumber(changed) < tonumber(version) then
    redis.call('HSET', session, 'version', version)
    for i = a + 7, patterns - 1, 2 do
      redis.call('HSET', session, '@' .. ARGV[i], ARGV[i + 1])
    end
  end
  subscribe(session .. ':subscriptions', client, patterns, patterns + ARGV[a + 6] - 1)
  redis.call('HSET', session, 'owner', node, 'fence', fence, 'count', 0)
  write_position(session, count, at)
  redis.call('ZADD', CLIENTS, 0, client)
  touch(session, client, lifetime, keep)
  return 1
end

local outcomes, a = {}, 7
for i = 4, #KEYS do
  outcomes[i - 3] = restore(KEYS[i], a)
  a = a + 7 + 2 * ARGV[a + 5] + ARGV[a + 6]
end
return outcomes
