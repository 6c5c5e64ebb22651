package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A master and a replica, watched by a sentinel that makes the replica master when the master is gone. */
public final class RedisTrio implements RedisSetup {

    private static final String NAME = "of-tests";
    /** A master that stands still for a moment, or is started again, is not gone. */
    private static final String PATIENT = "60000";

    private static final String HASTY = "2000";

    private final Protection protection;
    private final RedisServer master;
    private final RedisServer replica;
    private final Path settings;
    private final RedisServer sentinel;
    private final int sentinelPort;

    private RedisTrio(RedisProgram program, Protection protection) {
        this.protection = protection;
        master = RedisServer.start(
                program.host(), List.of("--appendonly", "yes", "--repl-diskless-sync-delay", "0"), protection);
        replica = RedisServer.start(
                program.host(),
                List.of("--appendonly", "yes", "--replicaof", "127.0.0.1", String.valueOf(master.openPort())),
                protection);
        RedisTests.await(
                "the replica follows",
                () -> replica.info("replication").get("master_link_status").equals("up"));
        int tlsPort = Ports.free();
        settings = settings(master.openPort(), protection.ofSentinel(tlsPort));
        sentinel = RedisServer.start(program.host(), List.of(settings.toString(), "--sentinel"), Protection.NONE);
        sentinelPort = protection.isEncrypted() ? tlsPort : sentinel.port();
        RedisTests.await(
                "the sentinel knows the replica",
                () -> sentinel.info("sentinel").getOrDefault("master0", "").contains("slaves=1"));
    }

    /** {@return a master that has been started, with the others} */
    public static RedisTrio begin() {
        return begin(RedisHosts.installed(), Protection.NONE);
    }

    /** {@return a master that has been started, with the others} */
    public static RedisTrio begin(RedisProgram program, Protection protection) {
        return new RedisTrio(program, protection);
    }

    /** Sentinels write what they find into the file that they were started with. */
    private static Path settings(int port, List<String> more) {
        List<String> lines = new ArrayList<>(List.of(
                "sentinel monitor " + NAME + " 127.0.0.1 " + port + " 1",
                "sentinel down-after-milliseconds " + NAME + " " + PATIENT,
                "sentinel failover-timeout " + NAME + " 3000"));
        lines.addAll(more);
        try {
            return Files.write(Files.createTempFile("faye-sentinel-test", ".conf"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public EngineOptions options() {
        EngineOptions options =
                EngineOptions.of("sentinels", "127.0.0.1:" + sentinelPort).with("sentinel-master", NAME);
        return protection.openSentinels(protection.open(options));
    }

    @Override
    public List<RedisServer> servers() {
        return List.of(master, replica);
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
