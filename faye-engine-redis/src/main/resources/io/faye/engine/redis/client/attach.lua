-- Makes a process the owner of a session: client, origin, node, lifetime, keep, patience (how long a predecessor may take
-- to hand over), held (the fence that the process knows), attachment (its number), count, at (the position if held). Answers {1} if the session is the process' as it knows
-- it, or {2, whether to wait for the position, end of the log, state, subscriptions}.
local client, origin, node, lifetime, keep, patience, held, attachment, count, at = unpack(ARGV)
even_if_full()
local owner, fence, releasing, since = unpack(redis.call('HMGET', SESSION, 'owner', 'fence', 'releasing', 'since'))
if not fence then
  return {-1}
end
touch(SESSION, client, lifetime, keep)
redis.call('HSET', SESSION, 'attachment', attachment)
if owner == node and fence == held then
  write_position(SESSION, count, at)
  return {1}
end

-- A predecessor that was claimed from and has not handed over yet does so to the newest owner, until its time is over.
-- Otherwise a client that goes on sooner than that would wait anew each time.
if releasing and now() - tonumber(since) > tonumber(patience) then
  releasing = nil
end
local waits = releasing and 1 or 0
if owner ~= node then
  local last = fence
  fence = tostring(tonumber(fence) + 1)
  redis.call('HSET', SESSION, 'owner', node, 'fence', fence)
  if owner ~= '' then
    write(origin, 'claim', client, 'v', node, 'v', fence)
  end
  waits = owner ~= '' and alive(owner) and 1 or 0
  if waits == 1 then
    redis.call('HSET', SESSION, 'releasing', releasing or last, 'since', releasing and since or now())
  else
    redis.call('HDEL', SESSION, 'releasing')
  end
end
local newest = redis.call('XREVRANGE', LOG, '+', '-', 'COUNT', 1)[1]
local state = redis.call('HGETALL', SESSION)
redis.call('HDEL', SESSION, 'note')
return {2, waits, newest and newest[1] or '0-0', state, redis.call('SMEMBERS', SUBSCRIPTIONS)}
