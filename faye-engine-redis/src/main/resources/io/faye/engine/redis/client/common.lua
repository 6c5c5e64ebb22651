-- Comes before every script. All keys of a namespace are in one slot, so that scripts may use keys that they find.
-- A script about a session that does not exist answers -1, or a list that begins with -1.
local LOG, EXPIRIES, CLIENTS, SESSION, SUBSCRIPTIONS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local PREFIX = string.sub(LOG, 1, -4)
local NODES = PREFIX .. 'nodes'

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Sessions live on when Redis is full: it refuses the first write of a script if that takes memory, but none after
-- another write.
local function even_if_full()
  redis.call('DEL', PREFIX .. 'none')
end

local function exists()
  return redis.call('EXISTS', SESSION) == 1
end

local function write(origin, kind, client, ...)
  return redis.call('XADD', LOG, '*', 'o', origin, 'k', kind, 's', client, ...)
end

-- A millisecond more, because the time's fraction was cut off.
local function touch(session, client, lifetime, keep)
  redis.call('ZADD', EXPIRIES, now() + lifetime + 1, client)
  redis.call('PEXPIRE', session, keep)
  redis.call('PEXPIRE', session .. ':subscriptions', keep)
end

local function owned(session, node, fence)
  local owner = redis.call('HMGET', session, 'owner', 'fence')
  return owner[1] == node and owner[2] == fence
end

-- Renews the lease of a process.
local function renew(node, lease)
  redis.call('ZADD', NODES, now() + lease, node)
end

local function alive(node)
  return now() < tonumber(redis.call('ZSCORE', NODES, node) or '0')
end

-- Writes the number of a session's newest attachment, so that a release of an earlier one changes nothing. Each process counts
-- its own; a script that was sent earlier and comes later changes nothing.
local function write_attachment(session, owner, node, number)
  local known = owner == node and redis.call('HGET', session, 'attachment')
  if not known or tonumber(known) < tonumber(number) then
    redis.call('HSET', session, 'attachment', number)
  end
end

-- Writes the position of a session: the owner has taken over what its predecessor could tell. A script that was sent
-- earlier and comes later changes nothing.
local function write_position(session, count, at)
  if count == '' or tonumber(count) < tonumber(redis.call('HGET', session, 'count') or '0') then
    return
  end
  redis.call('HSET', session, 'count', count, 'at', at)
  redis.call('HDEL', session, 'releasing')
end

-- Ends a session. A pattern holds no end of a line.
local function finish(client, origin)
  local session = PREFIX .. 'session:' .. client
  local subscriptions = session .. ':subscriptions'
  local patterns = redis.call('SMEMBERS', subscriptions)
  local lived = redis.call('DEL', session)
  redis.call('DEL', subscriptions)
  redis.call('ZREM', EXPIRIES, client)
  redis.call('ZREM', CLIENTS, client)
  if lived == 1 then
    write(origin, 'end', client, 'v', table.concat(patterns, '\n'))
  end
  return lived, patterns
end
