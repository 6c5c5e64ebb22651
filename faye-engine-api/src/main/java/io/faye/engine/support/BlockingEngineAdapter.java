package io.faye.engine.support;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an {@link Engine} of a {@link BlockingEngine}. Runs its calls on a bounded number of threads: the calls for one
 * session (and for the messages that it publishes) one after another, in the order in which the host asked for them,
 * the calls for different sessions at the same time. At most 10,000 calls wait; a further call fails. A call that has
 * waited for {@link EngineContext#operationTimeout} fails and is not made.
 *
 * <p>Stages complete on the adapter's threads. {@link #close} fails what has not ended, waits for the calls and the
 * repeated work in progress for at most {@code operationTimeout}, closes the blocking engine, and waits for that for at
 * most the same time. After that it interrupts the threads that are still busy. It interrupts no thread before that: an
 * interrupt would close the {@code FileChannel} that the thread uses.
 */
public final class BlockingEngineAdapter implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(BlockingEngineAdapter.class);
    private static final Duration INTERRUPTED = Duration.ofSeconds(1);

    private final String name;
    private final Duration limit;
    private final BlockingCalls calls;
    private final AdapterContext context;
    private final BlockingEngine engine;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts a blocking engine.
     *
     * @param host what the host lends
     * @param name the beginning of the names of the threads
     * @param threads how many calls are in progress at most; 1 or more
     * @param start creates the blocking engine, which this adapter closes; what it throws, this constructor throws, so
     *     it releases what it has opened and throws {@link io.faye.engine.EngineException}
     */
    public BlockingEngineAdapter(
            EngineContext host, String name, int threads, Function<BlockingContext, BlockingEngine> start) {
        this.name = name;
        this.limit = host.operationTimeout();
        this.calls = new BlockingCalls(name, threads, limit);
        this.context = new AdapterContext(host, name);
        try {
            this.engine = start.apply(context);
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return run(client, () -> engine.createClient(client, attributes));
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return calls.submit(
                client, () -> engine.attach(client, listener).map(found -> new AdaptedAttachment(client, found)));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return calls.submit(client, () -> engine.ping(client));
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return calls.submit(client, () -> engine.attributes(client));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
        return calls.submit(client, () -> engine.subscriptions(client));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String attribute, String value) {
        return calls.submit(client, () -> engine.setAttribute(client, attribute, value));
    }

    @Override
    public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String attribute, String value) {
        return calls.submit(client, () -> engine.setAttributeIfAbsent(client, attribute, value));
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String attribute) {
        return calls.submit(client, () -> engine.removeAttribute(client, attribute));
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return calls.submit(client, () -> engine.subscribe(client, pattern));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return calls.submit(client, () -> engine.unsubscribe(client, pattern));
    }

    /** Keeps messages without a publisher in the order of their channel. */
    @Override
    public CompletionStage<Boolean> publish(Message message) {
        Object key = message.clientId()
                .<Object>map(client -> client)
                .or(message::channel)
                .orElse(this);
        return calls.submit(key, () -> engine.publish(message));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return calls.submit(client, () -> engine.destroyClient(client));
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int max) {
        return calls.submit(new Object(), () -> engine.clients(cursor, max));
    }

    @Override
    public CompletionStage<Void> health() {
        return run(new Object(), engine::health);
    }

    private CompletionStage<Void> run(Object key, Runnable work) {
        return calls.submit(key, () -> {
            work.run();
            return null;
        });
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stop();
        Thread closing = new Thread(this::closeEngine, name + "-close");
        closing.setDaemon(true);
        try {
            awaitCalls(limit);
            closing.start();
            closing.join(limit.toMillis());
            interrupt(closing);
            awaitCalls(INTERRUPTED);
        } catch (InterruptedException e) {
            interrupt(closing);
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        context.repeated().forEach(RepeatedWork::stop);
        calls.close();
    }

    private void closeEngine() {
        try {
            engine.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("Engine failed to close; continuing (engine={})", name, e);
        }
    }

    private void awaitCalls(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        calls.awaitEnd(time);
        for (RepeatedWork work : context.repeated()) {
            work.thread()
                    .join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
    }

    private void interrupt(Thread closing) {
        closing.interrupt();
        calls.interrupt();
        context.repeated().forEach(work -> work.thread().interrupt());
    }

    /** An attachment whose calls are made in the order of the session's calls. */
    private final class AdaptedAttachment implements Attachment {

        private final ClientId client;
        private final BlockingAttachment attachment;

        AdaptedAttachment(ClientId client, BlockingAttachment attachment) {
            this.client = client;
            this.attachment = attachment;
        }

        @Override
        public Map<String, String> attributes() {
            return attachment.attributes();
        }

        @Override
        public Optional<String> note() {
            return attachment.note();
        }

        @Override
        public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
            return calls.submit(client, () -> attachment.read(after, maxMessages, maxBytes));
        }

        @Override
        public CompletionStage<Void> acknowledge(long upTo) {
            return run(client, () -> attachment.acknowledge(upTo));
        }

        @Override
        public CompletionStage<Void> release(String note) {
            return run(client, () -> attachment.release(note));
        }
    }
}
