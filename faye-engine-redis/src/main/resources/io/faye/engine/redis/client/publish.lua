-- Appends a message of a publisher that the process does not know: origin, channel, message. Answers 1 if there is such a
-- session, or 0.
local origin, channel, message = unpack(ARGV)
local lives = exists() and 1 or 0
redis.call('XADD', LOG, '*', 'o', origin, 'c', channel, 'm', message, 'q', lives)
return lives
