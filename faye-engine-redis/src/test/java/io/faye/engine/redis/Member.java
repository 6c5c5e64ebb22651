package io.faye.engine.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineOptions;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An engine and its host: one process of the service. */
final class Member implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final long LOOK_NANOS = 1_000_000;

    final TestHost host;
    final Engine engine;

    Member(EngineOptions options) {
        this(options, Duration.ofSeconds(45));
    }

    Member(EngineOptions options, Duration timeout) {
        host = new TestHost(timeout);
        engine = new RedisEngineProvider().create(host, options);
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stage failed", e);
        }
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within " + PATIENCE_SECONDS + " s it was not so that " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until Redis can be asked again. */
    void recover(ClientId client) {
        until("Redis answers again", () -> {
            CompletableFuture<Boolean> answer =
                    engine.clientExists(client).toCompletableFuture().handle((exists, fault) -> fault == null);
            return answer.join();
        });
    }

    ClientId client() {
        return get(engine.createClient(Map.of()));
    }

    Engine.Change subscribe(ClientId client, String pattern) {
        return get(engine.subscribe(client, ChannelPattern.of(pattern)));
    }

    void publish(String channel, Object data) {
        get(engine.publish(message(channel, data)));
    }

    static Message message(String channel, Object data) {
        return Message.to(Channel.of(channel)).with("data", Json.of(data));
    }

    List<String> waiting(ClientId client) {
        Batch batch = get(engine.read(client, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        return batch.messages().stream()
                .map(message -> message.data().orElse(Json.NULL).toString())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
        host.close();
    }
}
