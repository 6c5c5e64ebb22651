-- {newest id, entries ever added or -1, entries there, newest millisecond that may have been trimmed, time}
local cut = tonumber(redis.call('HGET', PREFIX .. 'beat', 'cut') or '0')
local stream = redis.pcall('XINFO', 'STREAM', LOG)
if stream.err then
  return {'0-0', 0, 0, cut, now()}
end
local about = {}
for i = 1, #stream, 2 do
  about[stream[i]] = stream[i + 1]
end
return {about['last-generated-id'], about['entries-added'] or -1, about['length'], cut, now()}
