-- Lists sessions and their state, by id: first (a bound of ZRANGEBYLEX), limit.
local first, limit = unpack(ARGV)
local page = {}
for i, client in ipairs(redis.call('ZRANGEBYLEX', CLIENTS, first, '+', 'LIMIT', 0, limit)) do
  page[i] = {client, redis.call('HGETALL', PREFIX .. 'session:' .. client)}
end
return page
