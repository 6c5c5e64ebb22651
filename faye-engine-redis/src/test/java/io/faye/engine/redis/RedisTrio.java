package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.tck.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A master and a replica, watched by a sentinel that makes the replica master when the master is gone. */
public final class RedisTrio implements Backend, AutoCloseable {

    private static final String NAME = "of-tests";
    /** A master that stands still for a moment, or is started again, is not gone. */
    private static final String PATIENT = "60000";

    private static final String HASTY = "2000";

    private final RedisServer master;
    private final RedisServer replica;
    private final Path settings;
    private final RedisServer sentinel;

    private RedisTrio(RedisServer master, RedisServer replica, Path settings, RedisServer sentinel) {
        this.master = master;
        this.replica = replica;
        this.settings = settings;
        this.sentinel = sentinel;
    }

    /** {@return a master that has been started, with the others} */
    public static RedisTrio begin() {
        RedisServer master =
                RedisServer.start(host(), List.of("--appendonly", "yes", "--repl-diskless-sync-delay", "0"));
        RedisServer replica =
                RedisServer.start(host(), List.of("--appendonly", "yes", "--replicaof", "127.0.0.1 " + master.port()));
        RedisTests.await(
                "the replica follows",
                () -> replica.info("replication").get("master_link_status").equals("up"));
        Path settings = settings(master.port());
        RedisServer sentinel = RedisServer.start(host(), List.of(settings.toString(), "--sentinel"));
        RedisTests.await(
                "the sentinel knows the replica",
                () -> sentinel.info("sentinel").getOrDefault("master0", "").contains("slaves=1"));
        return new RedisTrio(master, replica, settings, sentinel);
    }

    private static RedisHost host() {
        try {
            return RedisHosts.local();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sentinels write what they find into the file that they were started with. */
    private static Path settings(int port) {
        try {
            Path file = Files.createTempFile("faye-sentinel-test", ".conf");
            return Files.writeString(
                    file,
                    String.join(
                            "\n",
                            "sentinel monitor " + NAME + " 127.0.0.1 " + port + " 1",
                            "sentinel down-after-milliseconds " + NAME + " " + PATIENT,
                            "sentinel failover-timeout " + NAME + " 3000",
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return options for an engine, with a namespace of its own} */
    public EngineOptions options() {
        return EngineOptions.of("sentinels", "127.0.0.1:" + sentinel.port())
                .with("sentinel-master", NAME)
                .with("namespace", UUID.randomUUID().toString());
    }

    /** Kills the master once the replica has what it has now, and waits until the replica is master. */
    public void failOver() {
        Replication.catchUp(master, replica);
        try (Jedis redis = sentinel.connect()) {
            redis.sentinelSet(NAME, Map.of("down-after-milliseconds", HASTY));
        }
        master.kill();
        RedisTests.await("the replica is master", this::isPromoted);
    }

    /** Redis closes its connections when it becomes master. */
    private boolean isPromoted() {
        try (Jedis redis = replica.connect()) {
            return redis.role().get(0).equals("master");
        } catch (JedisConnectionException e) {
            return false;
        }
    }

    /** {@return who was the replica in the beginning} */
    public RedisServer replica() {
        return replica;
    }

    @Override
    public void stop() {
        master.stop();
    }

    @Override
    public void start() {
        master.restart();
    }

    @Override
    public void pause() {
        master.pause();
    }

    @Override
    public void resume() {
        master.resume();
    }

    @Override
    public void close() {
        sentinel.close();
        replica.close();
        master.close();
        try {
            Files.deleteIfExists(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
