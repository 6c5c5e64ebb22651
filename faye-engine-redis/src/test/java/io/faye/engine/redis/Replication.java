package io.faye.engine.redis;

/** How far a replica is. */
public final class Replication {

    private Replication() {}

    /**
     * {@return how much a replica has of what its master has written}
     *
     * @param replica a server that follows another
     */
    public static long offset(RedisServer replica) {
        return Long.parseLong(replica.info("replication").get("slave_repl_offset"));
    }

    /**
     * Waits until a replica has what its master has now: Redis says that it follows up to a second before it is sent
     * anything.
     *
     * @param master who takes writes
     * @param replica who follows it
     */
    public static void catchUp(RedisServer master, RedisServer replica) {
        long written = Long.parseLong(master.info("replication").get("master_repl_offset"));
        RedisTests.await("the replica has what the master had", () -> offset(replica) >= written);
    }
}
