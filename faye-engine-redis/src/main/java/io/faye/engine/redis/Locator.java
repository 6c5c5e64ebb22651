package io.faye.engine.redis;

import redis.clients.jedis.HostAndPort;

/** Knows where the Redis is that takes writes of our keys: there is one at a time, since all of them are in one slot. */
interface Locator {

    /** {@return where it is now; throws a {@code JedisException} if nobody can tell} */
    HostAndPort locate();
}
