-- Tells what is known of a session, as names and values
return redis.call('HGETALL', SESSION)
