-- Tells how the log and Redis are, after cutting the old end of the log: retention (ms), longest (entries), cut_to (an id
-- before which nothing stays, or ''); without arguments nothing is cut. Answers {newest id, entries ever added or -1, entries there, millisecond before
-- which all may be trimmed, time, oldest id, history, role, 1 if the log was too long, memory used, memory allowed}.
local retention, longest, cut_to = unpack(ARGV)
local heartbeat, time = PREFIX .. 'heartbeat', now()
local about = redis.call('INFO', 'replication') .. redis.call('INFO', 'memory')
local history, role = string.match(about, 'master_replid:(%w+)'), string.match(about, 'role:(%w+)')
local used = string.match(about, 'used_memory:(%d+)') - (string.match(about, 'mem_not_counted_for_evict:(%d+)') or 0)
local trimmed, cut = unpack(redis.call('HMGET', heartbeat, 'trimmed', 'cut'))
cut = tonumber(cut or '0')

-- Trimming comes first: a full Redis refuses no command that frees memory, and none that follows in the same script.
local long = 0
if retention and role == 'master' and (cut_to ~= '' or not trimmed or time - trimmed >= 1000) then
  cut = math.max(cut, time - retention)
  redis.call('XTRIM', LOG, 'MINID', '~', time - retention)
  if redis.call('XLEN', LOG) > tonumber(longest) then
    long = 1
    redis.call('XTRIM', LOG, 'MAXLEN', '~', longest)
  end
  if cut_to ~= '' then
    long = 1
    redis.call('XTRIM', LOG, 'MINID', cut_to)
  end
  local first = long == 1 and redis.call('XRANGE', LOG, '-', '+', 'COUNT', 1)[1]
  if first then
    cut = math.max(cut, tonumber(string.match(first[1], '^%d+')))
  end
  redis.call('HSET', heartbeat, 'trimmed', time, 'cut', cut)
end

local memory = {long, used, tonumber(string.match(about, 'maxmemory:(%d+)'))}
local stream = redis.pcall('XINFO', 'STREAM', LOG)
if stream.err then
  return {'0-0', 0, 0, cut, time, '0-0', history, role, unpack(memory)}
end
local of = {}
for i = 1, #stream, 2 do
  of[stream[i]] = stream[i + 1]
end
local newest, oldest = of['last-generated-id'], of['first-entry']
local added = of['entries-added'] or -1
return {newest, added, of['length'], cut, time, oldest and oldest[1] or newest, history, role, unpack(memory)}
