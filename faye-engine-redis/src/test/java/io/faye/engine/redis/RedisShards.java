package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.tck.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** A Redis Cluster of three shards, which go away and come back together. */
public final class RedisShards implements Backend, AutoCloseable {

    private static final int SHARDS = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> shards = new ArrayList<>();

    private RedisShards() {}

    /** {@return a cluster that has been started} */
    public static RedisShards begin() {
        RedisShards cluster = new RedisShards();
        try {
            for (int i = 0; i < SHARDS; i++) {
                cluster.shards.add(RedisServer.start(
                        RedisHosts.local(),
                        List.of("--appendonly", "yes", "--cluster-enabled", "yes", "--cluster-node-timeout", "2000")));
            }
            cluster.meet();
            cluster.awaitAll();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
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
                shard.clusterMeet("127.0.0.1", shards.get(0).port());
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

    /** {@return options for an engine, with a namespace of its own} */
    public EngineOptions options() {
        List<String> addresses =
                shards.stream().map(each -> "127.0.0.1:" + each.port()).toList();
        return EngineOptions.of("cluster", String.join(",", addresses))
                .with("namespace", UUID.randomUUID().toString());
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
