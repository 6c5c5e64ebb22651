package io.faye.engine.redis.client;

import java.util.List;

/**
 * How Redis is found, and by whom.
 *
 * @param address where a single Redis is
 * @param tls whether connections are encrypted
 * @param authorities whose certificates are believed then
 * @param login the user of Redis
 * @param database the number of the database
 * @param master the name under which sentinels know the master, empty without sentinels
 * @param sentinels where to ask for the master
 * @param sentinelLogin the user of the sentinels
 * @param cluster some nodes of a Redis Cluster, empty if it is none
 * @param protocol the version of RESP, 2 or 3
 * @param waitReplicas how many replicas must have a message before its publish is accepted
 */
public record ConnectionOptions(
        RedisAddress address,
        boolean tls,
        TrustedAuthorities authorities,
        Login login,
        int database,
        String master,
        List<RedisAddress> sentinels,
        Login sentinelLogin,
        List<RedisAddress> cluster,
        int protocol,
        int waitReplicas) {

    /**
     * A user.
     *
     * @param user empty for Redis' default user
     * @param password empty if none is asked for
     */
    public record Login(String user, String password) {

        /** {@return the user only} */
        @Override
        public String toString() {
            return user;
        }
    }
}
