-- For a publisher of whom the caller knows nothing: the entry tells whether there is such a session.
local origin, channel, message = unpack(ARGV)
return redis.call('XADD', LOG, '*', 'o', origin, 'c', channel, 'm', message, 'q', exists() and 1 or 0)
