-- Appends a message of a publisher of whom the process knows nothing: 1 if there is such a session
local origin, channel, message = unpack(ARGV)
local lives = exists() and 1 or 0
redis.call('XADD', LOG, '*', 'o', origin, 'c', channel, 'm', message, 'q', lives)
return lives
