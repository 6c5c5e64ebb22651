-- Makes a process the owner of a session: client, origin, node, lifetime, keep, patience (how long a predecessor may take
-- to hand over), step (by which the fence grows; more than 1 if Redis may have lost a newer owner), held (the fence that the
-- process knows), attachment (its number), count, at (the position if held). Answers {1} if the session is the process' as
-- it knows it, or {2, end of the log, state, subscriptions}. In the state is 'releasing', the fence of the predecessor
-- whose position has to be waited for, if one has.
local client, origin, node, lifetime, keep, patience, step, held, attachment, count, at = unpack(ARGV)
local in_doubt = tonumber(step) > 1
even_if_full()
local owner, fence, releasing, deadline = unpack(redis.call('HMGET', SESSION, 'owner', 'fence', 'releasing', 'deadline'))
if not fence then
  return {-1}
end
touch(SESSION, client, lifetime, keep)
write_attachment(SESSION, owner, node, attachment)
if owner == node and fence == held then
  write_position(SESSION, count, at)
  return {1}
end

-- A predecessor that was claimed from and has not handed over yet does so to the newest owner, until its time is over.
-- Otherwise a client that goes on sooner than that would wait anew each time.
local waits = releasing and (in_doubt or now() <= tonumber(deadline))
if owner ~= node or in_doubt then
  local last, is_others = fence, owner ~= '' and owner ~= node
  fence = tostring(tonumber(fence) + step)
  redis.call('HSET', SESSION, 'owner', node, 'fence', fence)
  if is_others then
    write(origin, 'claim', client, 'v', node, 'v', fence)
  end
  if in_doubt or not waits and is_others and alive(owner) then
    redis.call('HSET', SESSION, 'releasing', waits and releasing or last, 'deadline', now() + patience)
    waits = true
  end
end
if not waits then
  redis.call('HDEL', SESSION, 'releasing')
end
local newest = redis.call('XREVRANGE', LOG, '+', '-', 'COUNT', 1)[1]
local state = redis.call('HGETALL', SESSION)
redis.call('HDEL', SESSION, 'note')
return {2, newest and newest[1] or '0-0', state, redis.call('SMEMBERS', SUBSCRIPTIONS)}
