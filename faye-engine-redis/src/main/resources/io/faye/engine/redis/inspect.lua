-- {newest id, entries ever added or -1, entries there, millisecond before which all may be trimmed, time, oldest id}
local cut = tonumber(redis.call('HGET', PREFIX .. 'beat', 'cut') or '0')
local stream = redis.pcall('XINFO', 'STREAM', LOG)
if stream.err then
  return {'0-0', 0, 0, cut, now(), '0-0'}
end
local about = {}
for i = 1, #stream, 2 do
  about[stream[i]] = stream[i + 1]
end
local newest, oldest = about['last-generated-id'], about['first-entry']
local added = about['entries-added'] or -1
return {newest, added, about['length'], cut, now(), oldest and oldest[1] or newest}
