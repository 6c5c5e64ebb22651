-- Returns all fields of a session: client. Those that begin with @ are attributes.
return redis.call('HGETALL', SESSION)
