-- Tells how the log and Redis are, after cutting the old end of the log: retention (ms), longest (entries), most (bytes, or
-- '' not to count them); without arguments nothing is changed. Answers {newest id ever, cut, history, role, 1 if the log was
-- too long, memory used, memory allowed, entries, histories}. The cut is an id: of the entries up to it some are gone, of those
-- after it none. The histories are the last ones that Redis had, each with the newest id when it began: entries up to that id
-- were kept.
local retention, longest, most = unpack(ARGV)
local heartbeat = PREFIX .. 'heartbeat'
local about = redis.call('INFO', 'replication') .. redis.call('INFO', 'memory')
local history, role = string.match(about, 'master_replid:(%w+)'), string.match(about, 'role:(%w+)')
local used = string.match(about, 'used_memory:(%d+)') - (string.match(about, 'mem_not_counted_for_evict:(%d+)') or 0)
local allowed = tonumber(string.match(about, 'maxmemory:(%d+)'))
local cut, known, histories = unpack(redis.call('HMGET', heartbeat, 'cut', 'removed', 'histories'))
histories = histories or ''

local stream, reply = {}, redis.pcall('XINFO', 'STREAM', LOG)
for i = 1, #reply, 2 do
  stream[reply[i]] = reply[i + 1]
end
local newest, length = stream['last-generated-id'] or '0-0', stream['length'] or 0

local function oldest()
  local entry = redis.call('XRANGE', LOG, '-', '+', 'COUNT', 1)[1]
  return entry and entry[1] or newest
end

-- How many entries may stay.
local function fitting()
  local bytes = most ~= '' and redis.call('MEMORY', 'USAGE', LOG, 'SAMPLES', 0) or 0
  local share = most ~= '' and bytes > tonumber(most) and most / bytes * 0.9 or 1
  return math.min(tonumber(longest), math.max(1, math.floor(length * share)))
end

-- A process writes nothing to a Redis before it has done this there, so the newest id is one of the history before.
local function begin_history()
  if not string.find(histories, history .. ' ', 1, true) then
    histories = histories .. history .. ' ' .. newest .. ' '
    if #histories > 1000 then
      histories = string.gsub(histories, '^%S+ %S+ ', '')
    end
    redis.call('HSET', heartbeat, 'histories', histories)
  end
end

-- XTRIM comes before all other writes: a full Redis does not refuse it, nor what follows it in the same script.
local function trim()
  local removed = (stream['entries-added'] or 0) - length -- Redis counts the entries from 7.0 on.
  if removed > tonumber(known or removed) then
    cut = oldest() -- Another program has trimmed.
  end
  local old = now() - retention .. '-0'
  local last = redis.call('XREVRANGE', LOG, '(' .. old, '-', 'COUNT', 1)[1]
  cut = last and last[1] or cut or '0-0'
  length = length - redis.call('XTRIM', LOG, 'MINID', old)
  local fit = fitting()
  local is_long = length > fit
  if is_long then
    length = length - redis.call('XTRIM', LOG, 'MAXLEN', fit)
    cut = oldest()
  end
  redis.call('HSET', heartbeat, 'cut', cut, 'removed', (stream['entries-added'] or 0) - length)
  begin_history()
  return is_long and 1 or 0
end

local long = retention and role == 'master' and trim() or 0
return {newest, cut or '0-0', history, role, long, used, allowed, length, histories}
