return redis.call('HGETALL', SESSION)
