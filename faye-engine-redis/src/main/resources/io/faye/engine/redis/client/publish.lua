-- Appends a message of a publisher that the process does not know: node, message (as entries hold it). Answers 1 if there
-- is such a session, or 0.
local node, message = unpack(ARGV)
local lives = exists() and 1 or 0
redis.call('XADD', LOG, '*', 'o', node, lives == 1 and 'q' or 'm', message)
return lives
