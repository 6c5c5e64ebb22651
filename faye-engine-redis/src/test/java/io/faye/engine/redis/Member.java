package io.faye.engine.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.engine.MonitoredEngine;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An engine and its host: one process of the service. */
public final class Member implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 45;
    /** A busy machine stands still for seconds: operations fail later than those of a server. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(4);
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private static final long LOOK_NANOS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    public final MonitoredEngine engine;
    /** What the host was told of sessions, such as "moved" and an id. */
    public final Queue<String> noted = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final Map<ClientId, Attachment> attachments = new ConcurrentHashMap<>();

    public Member(EngineOptions options) {
        this(options, TIMEOUT);
    }

    public Member(EngineOptions options, Duration timeout) {
        this(options, timeout, EngineLimits.DEFAULT);
    }

    public Member(EngineOptions options, Duration timeout, EngineLimits limits) {
        this(options, timeout, limits, LATE);
    }

    private Member(EngineOptions options, Duration timeout, EngineLimits limits, Duration operationTimeout) {
        try {
            engine = MonitoredEngine.builder(new RedisEngineProvider())
                    .options(options)
                    .timeout(timeout)
                    .operationTimeout(operationTimeout)
                    .limits(limits)
                    .build(scheduler, executor);
        } catch (RuntimeException e) {
            shutDown();
            throw e;
        }
        engine.addInlineListener(new EngineListener() {
            @Override
            public void subscribe(ClientId client, ChannelPattern pattern) {
                noted.add("subscribe " + client + " " + pattern);
            }

            @Override
            public void disconnect(ClientId client) {
                noted.add("disconnect " + client);
            }
        });
    }

    /** {@return a process whose operations fail soon, as those of a server do} */
    public static Member impatient(EngineOptions options) {
        return new Member(options, TIMEOUT, EngineLimits.DEFAULT, SOON);
    }

    public static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The stage failed", e);
        }
    }

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Within " + PATIENCE_SECONDS + " s it was not so that " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until Redis can be asked again. */
    public void recover(ClientId client) {
        until("Redis answers again", () -> engine.ping(client)
                .toCompletableFuture()
                .handle((exists, fault) -> fault == null)
                .join());
    }

    public ClientId client() {
        return client(Map.of());
    }

    public ClientId client(Map<String, String> attributes) {
        ClientId client = ClientId.random(RANDOM);
        get(engine.createClient(client, attributes));
        return client;
    }

    public boolean exists(ClientId client) {
        return get(engine.ping(client));
    }

    public Attachment attach(ClientId client) {
        return attach(client, "");
    }

    /** {@return an attachment whose listener leaves a note when it is moved} */
    public Attachment attach(ClientId client, String note) {
        Attachment attachment = get(engine.attach(client, new NotingListener(client, note, noted)))
                .orElseThrow(() -> new AssertionError(client + " is unknown"));
        attachments.put(client, attachment);
        return attachment;
    }

    public Change subscribe(ClientId client, String pattern) {
        return get(engine.subscribe(client, ChannelPattern.of(pattern)));
    }

    public void publish(String channel, Object data) {
        get(engine.publish(message(channel, data)));
    }

    public static Message message(String channel, Object data) {
        return Message.to(Channel.of(channel)).with("data", Json.of(data));
    }

    /** {@return what can be read here for a client that was attached here} */
    public List<String> waiting(ClientId client) {
        Batch batch = get(attachments.get(client).read(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        return batch.messages().stream()
                .map(message -> message.data().orElse(Json.NULL).toString())
                .toList();
    }

    private void shutDown() {
        scheduler.shutdownNow();
        executor.shutdownNow();
    }

    @Override
    public void close() {
        engine.close();
        shutDown();
    }
}
