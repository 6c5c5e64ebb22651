package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** A Redis Cluster of three shards, which go away and come back together. */
public final class RedisShards implements RedisSetup {

    private static final int SHARDS = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> shards = new ArrayList<>();
    private final Protection protection;

    private RedisShards(Protection protection) {
        this.protection = protection;
    }

    /** {@return a cluster that has been started} */
    public static RedisShards begin() {
        return begin(RedisHosts.installed(), Protection.NONE);
    }

    /** {@return a cluster that has been started} */
    public static RedisShards begin(RedisProgram program, Protection protection) {
        RedisShards cluster = new RedisShards(protection);
        try {
            for (int i = 0; i < SHARDS; i++) {
                cluster.shards.add(RedisServer.start(
                        program.host(),
                        List.of("--appendonly", "yes", "--cluster-enabled", "yes", "--cluster-node-timeout", "2000"),
                        protection));
            }
            cluster.meet();
            cluster.awaitAll();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void meet() {
        for (int i = 0; i < SHARDS; i++) {
            try (Jedis shard = shards.get(i).connect()) {
                shard.clusterAddSlots(IntStream.range(i * SLOTS / SHARDS, (i + 1) * SLOTS / SHARDS)
                        .toArray());
                shard.clusterMeet("127.0.0.1", shards.get(0).openPort());
            }
        }
    }

    private void awaitAll() {
        for (RedisServer each : shards) {
            RedisTests.await("all shards know each other", () -> knowsAll(each));
        }
    }

    private static boolean knowsAll(RedisServer server) {
        try (Jedis shard = server.connect()) {
            String info = shard.clusterInfo();
            return info.contains("cluster_state:ok") && info.contains("cluster_size:" + SHARDS);
        }
    }

    @Override
    public EngineOptions options() {
        List<String> addresses =
                shards.stream().map(each -> "127.0.0.1:" + each.openPort()).toList();
        return protection.open(EngineOptions.of("cluster", String.join(",", addresses)));
    }

    @Override
    public List<RedisServer> servers() {
        return List.copyOf(shards);
    }

    @Override
    public void stop() {
        shards.forEach(RedisServer::stop);
    }

    @Override
    public void start() {
        shards.forEach(RedisServer::restart);
        awaitAll();
    }

    @Override
    public void pause() {
        shards.forEach(RedisServer::pause);
    }

    @Override
    public void resume() {
        shards.forEach(RedisServer::resume);
        awaitAll();
    }

    @Override
    public void close() {
        shards.forEach(RedisServer::close);
    }
}
