-- Tells how the log is: {newest id, entries ever added or -1, entries there, millisecond before which all may be
-- trimmed, time, oldest id, history, role}
local cut = tonumber(redis.call('HGET', PREFIX .. 'beat', 'cut') or '0')
local about = redis.call('INFO', 'replication')
local history, role = string.match(about, 'master_replid:(%w+)'), string.match(about, 'role:(%w+)')
local stream = redis.pcall('XINFO', 'STREAM', LOG)
if stream.err then
  return {'0-0', 0, 0, cut, now(), '0-0', history, role}
end
local of = {}
for i = 1, #stream, 2 do
  of[stream[i]] = stream[i + 1]
end
local newest, oldest = of['last-generated-id'], of['first-entry']
local added = of['entries-added'] or -1
return {newest, added, of['length'], cut, now(), oldest and oldest[1] or newest, history, role}
