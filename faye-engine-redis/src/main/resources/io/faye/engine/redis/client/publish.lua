-- For a publisher of whom the caller knows nothing: whether there is such a session.
local origin, channel, message = unpack(ARGV)
local lives = exists() and 1 or 0
redis.call('XADD', LOG, '*', 'o', origin, 'c', channel, 'm', message, 'q', lives)
return lives
