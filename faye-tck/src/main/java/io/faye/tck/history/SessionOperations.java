package io.faye.tck.history;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Call.Attribute;
import io.faye.tck.history.Call.ReadFrom;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The operations on sessions that a history chooses from, in all processes. */
final class SessionOperations {

    private static final List<Channel> CHANNELS = List.of(
            Channel.of("/a"),
            Channel.of("/a/b"),
            Channel.of("/a/c.d*"),
            Channel.of("/b/c/d"),
            Channel.of("/service/s"));
    private static final List<ChannelPattern> PATTERNS = List.of(
            ChannelPattern.of("/a"),
            ChannelPattern.of("/a/b"),
            ChannelPattern.of("/a/*"),
            ChannelPattern.of("/a/**"),
            ChannelPattern.of("/**"),
            ChannelPattern.of("/b/**"),
            ChannelPattern.of("/b/c/*"),
            ChannelPattern.of("/service/*"));
    /** Ahead of what is ever queued. */
    private static final long FAR = 1L << 40;

    private static final int MANY = 1_000;
    private static final int SELDOM = 6;
    private static final SecureRandom IDS = new SecureRandom();

    private final List<RecordedEngine> engines;
    private final Executor threads;
    private final Duration limit;
    private final AtomicLong number = new AtomicLong();

    SessionOperations(List<RecordedEngine> engines, Executor threads, Duration limit) {
        this.engines = engines;
        this.threads = threads;
        this.limit = limit;
    }

    private RecordedEngine any(Random random) {
        return engines.get(random.nextInt(engines.size()));
    }

    <T> T await(CompletableFuture<T> stage) throws ExecutionException, TimeoutException, InterruptedException {
        return stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For who does not want to know: what fails or hangs is on record. */
    void awaitQuietly(CompletableFuture<?> stage) {
        try {
            await(stage);
        } catch (ExecutionException | TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Session create(Random random) throws Exception {
        ClientId client = ClientId.random(IDS);
        await(any(random).createClient(client, Map.of(AttributeCheck.NAME, "first")));
        return new Session(client, random.nextBoolean());
    }

    CompletableFuture<?> publish(@Nullable Session by, Random random) {
        Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        Sent sent = new Sent(number.incrementAndGet(), channel, by == null ? null : by.client());
        return any(random).publish(sent);
    }

    /** Several, and nobody waits for the first before the next. */
    CompletableFuture<?> publishMany(Session by, Random random) {
        RecordedEngine engine = any(random);
        Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (int i = random.nextInt(4); i >= 0; i--) {
            last = engine.publish(new Sent(number.incrementAndGet(), channel, by.client()));
        }
        return last;
    }

    CompletableFuture<?> subscribe(Session session, Random random) {
        return any(random).subscribe(session.client(), PATTERNS.get(random.nextInt(PATTERNS.size())));
    }

    CompletableFuture<?> unsubscribe(Session session, Random random) {
        return any(random).unsubscribe(session.client(), PATTERNS.get(random.nextInt(PATTERNS.size())));
    }

    CompletableFuture<?> ping(Session session, Random random) {
        return any(random).ping(session.client());
    }

    CompletableFuture<?> attributes(Session session, Random random) {
        return any(random).attributes(session.client());
    }

    CompletableFuture<?> set(Session session, Random random) {
        String value = "turn " + number.incrementAndGet();
        return any(random).setAttribute(session.client(), new Attribute(AttributeCheck.NAME, value));
    }

    CompletableFuture<?> destroy(Session session, Random random) {
        return any(random).destroyClient(session.client());
    }

    /** Mostly what was read, sometimes less, seldom what was never queued. */
    CompletableFuture<?> acknowledge(Session session, Random random) {
        long read = session.read();
        RecordedAttachment attachment = session.attachment();
        long upTo =
                random.nextInt(20) == 0 ? FAR : read - (read > 0 && random.nextBoolean() ? random.nextLong(read) : 0);
        return attachment == null || upTo == 0 ? CompletableFuture.completedFuture(null) : attachment.acknowledge(upTo);
    }

    /** Only of sessions that read when they like. */
    CompletableFuture<?> read(Session session, Random random) {
        RecordedAttachment attachment = session.attachment();
        if (attachment == null || session.isTold()) {
            return CompletableFuture.completedFuture(null);
        }
        long after = random.nextInt(3) == 0 ? 0 : session.read();
        int bytes = random.nextInt(8) == 0 ? 200 : Integer.MAX_VALUE;
        ReadFrom from = new ReadFrom(attachment.number(), after, 1 + random.nextInt(20), bytes);
        return attachment.read(from).thenAccept(session::hasRead);
    }

    CompletableFuture<?> readMany(Session session, RecordedAttachment attachment) {
        ReadFrom from = new ReadFrom(attachment.number(), session.read(), MANY, Integer.MAX_VALUE);
        return attachment.read(from).thenAccept(session::hasRead);
    }

    /** Unless somebody else does that now. */
    void attach(Session session, Random random) throws Exception {
        if (session.moving().tryLock()) {
            try {
                attach(session, any(random), random);
            } finally {
                session.moving().unlock();
            }
        }
    }

    /** Sometimes the one before is released at the same time, which ends it and nothing else (HND-1). */
    private void attach(Session session, RecordedEngine engine, Random random) throws Exception {
        RecordedAttachment before = session.attachment();
        Reader reader = session.isTold() ? new Reader(session, threads, random.nextLong()) : null;
        RecordedAttachment fresh = new RecordedAttachment(engine, session, number.incrementAndGet(), reader);
        int when = before == null ? SELDOM : random.nextInt(SELDOM);
        if (before != null && when == 0) {
            before.release();
            session.attachment(null);
        }
        CompletableFuture<Boolean> found = engine.attach(fresh);
        if (before != null && when == 1) {
            before.release();
        }
        if (await(found)) {
            session.attachment(fresh);
            if (before != null) {
                before.stop();
            }
            fresh.begin();
        }
    }

    /** Unless somebody else does that now. */
    void release(Session session) throws Exception {
        if (session.moving().tryLock()) {
            try {
                RecordedAttachment attachment = session.attachment();
                if (attachment != null) {
                    session.attachment(null);
                    await(attachment.release());
                }
            } finally {
                session.moving().unlock();
            }
        }
    }
}
