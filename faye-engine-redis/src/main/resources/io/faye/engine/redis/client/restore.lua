-- Puts sessions back that Redis may have lost: origin, node, read (up to where the process has applied the log), most
-- (entries after that), lifetime, keep, lease, then for each session, whose keys follow those of the service: client, owner
-- (the node, or '' if the process has left it to others), fence, version, count, at, note, attachment (the number of the
-- newest), number of attributes, number of subscriptions, how many of these the process does without until the log tells
-- of them, names and values, subscriptions with these last. Answers for each session 1, 0 if it has ended, or -1 if it is
-- another process'; or {-2} if the process is too far behind.
local origin, node, read, most, lifetime, keep, lease = unpack(ARGV, 1, 7)
even_if_full()
renew(node, lease)
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

-- Adds subscriptions that Redis lacks. If it knows the session, it has all later changes, and the log has to tell of what is
-- added: all processes count by the log. The log always tells of those from awaited on, which the process itself has lost.
local function subscribe(subscriptions, client, is_known, first, awaited, last)
  local changed = {}
  for _, fields in ipairs(changes[client] or {}) do
    if fields[4] == 'subscribe' or fields[4] == 'unsubscribe' then
      changed[fields[8]] = fields[4]
    end
  end
  if not is_known then
    redis.call('DEL', subscriptions)
    for pattern, kind in pairs(changed) do
      if kind == 'subscribe' then
        redis.call('SADD', subscriptions, pattern)
      end
    end
  end
  for i = first, last do
    if not changed[ARGV[i]] and redis.call('SADD', subscriptions, ARGV[i]) == 1 and (is_known or i >= awaited) then
      write(origin, 'subscribe', client, 'v', ARGV[i])
    end
  end
end

local function restore_attributes(session, changed, version, first, last)
  if not changed or tonumber(changed) < tonumber(version) then
    redis.call('HSET', session, 'version', version)
    for i = first, last, 2 do
      redis.call('HSET', session, '@' .. ARGV[i], ARGV[i + 1])
    end
  end
end

local function restore(session, a)
  local client, owner, fence, version, count, at, note, attachment = unpack(ARGV, a, a + 7)
  local patterns = a + 11 + 2 * ARGV[a + 8]
  local after = patterns + ARGV[a + 9]
  local last, known, changed = unpack(redis.call('HMGET', session, 'owner', 'fence', 'version'))
  local is_others = known and last ~= node and last ~= ''
  if known and (tonumber(known) > tonumber(fence) or known == fence and is_others) then
    return -1
  end
  if has_ended(client) then
    return 0
  end
  if is_others then
    write(origin, 'claim', client, 'v', owner, 'v', fence)
  end
  if owner == node or not known then
    restore_attributes(session, changed, version, a + 11, patterns - 1)
    subscribe(session .. ':subscriptions', client, known, patterns, after - ARGV[a + 10], after - 1)
  end
  if owner == node then
    write_attachment(session, last, node, attachment)
  end
  redis.call('HSET', session, 'owner', owner, 'fence', fence, 'count', count, 'at', at)
  redis.call('HDEL', session, 'releasing')
  if note ~= '' then
    redis.call('HSET', session, 'note', note)
  end
  redis.call('ZADD', CLIENTS, 0, client)
  touch(session, client, lifetime, keep)
  return 1
end

local outcomes, a = {}, 8
for i = 4, #KEYS do
  outcomes[i - 3] = restore(KEYS[i], a)
  a = a + 11 + 2 * ARGV[a + 8] + ARGV[a + 9]
end
return outcomes
