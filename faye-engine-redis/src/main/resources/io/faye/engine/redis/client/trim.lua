-- Cuts the old end of the log once a second, or at an id: {1 if the log was too long, memory used, memory allowed}
local retention, longest, cut_to = unpack(ARGV)
local beat = PREFIX .. 'beat'
local time = now()
local about = redis.call('INFO', 'memory')
local used = tonumber(string.match(about, 'used_memory:(%d+)'))
local not_counted = tonumber(string.match(about, 'mem_not_counted_for_evict:(%d+)') or '0')
local allowed = tonumber(string.match(about, 'maxmemory:(%d+)'))
local last = redis.call('HGET', beat, 'trimmed')

-- Trimming comes first: a full Redis refuses no command that frees memory, and none that follows in the same script.
local long = 0
if cut_to ~= '' or not last or time - last >= 1000 then
  local cut = time - retention
  redis.call('XTRIM', LOG, 'MINID', '~', cut)
  if redis.call('XLEN', LOG) > tonumber(longest) then
    long = 1
    redis.call('XTRIM', LOG, 'MAXLEN', '~', longest)
  end
  if cut_to ~= '' then
    long = 1
    redis.call('XTRIM', LOG, 'MINID', '~', cut_to)
  end
  if long == 1 then
    local first = redis.call('XRANGE', LOG, '-', '+', 'COUNT', 1)[1]
    if first then
      cut = math.max(cut, tonumber(string.match(first[1], '^%d+')))
    end
  end
  redis.call('HSET', beat, 'trimmed', time, 'cut', cut)
end
return {long, used - not_counted, allowed}
