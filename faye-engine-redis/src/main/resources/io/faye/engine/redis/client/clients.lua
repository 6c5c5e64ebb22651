-- Tells the sessions after one, by id: {id, names and values} of each
local first, limit = ARGV[1], ARGV[2]
local page = {}
for i, client in ipairs(redis.call('ZRANGEBYLEX', CLIENTS, first, '+', 'LIMIT', 0, limit)) do
  page[i] = {client, redis.call('HGETALL', PREFIX .. 'session:' .. client)}
end
return page
