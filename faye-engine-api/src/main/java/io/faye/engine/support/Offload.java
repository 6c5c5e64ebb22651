package io.faye.engine.support;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineListener;
import io.faye.engine.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes an engine of one that blocks, on threads of its own. Operations of one client, and messages of one publisher,
 * are done one after another in the order in which they came; those of others at the same time. An operation that is
 * not done within {@link EngineContext#operationTimeout} of the machine's time, not the host's, fails, and is not begun
 * any more; so does one that comes while too many wait. Reports the five monitoring events.
 */
public final class Offload implements Engine {

    private final EngineContext context;
    private final Workers workers;
    private final Reports reports;
    private final OffloadContext lent;
    private final BlockingEngine engine;

    /**
     * Starts an engine; its threads are made when they are needed.
     *
     * @param context the host
     * @param name begins the names of the threads
     * @param threads how many calls may be under way at once
     * @param start makes the engine that does the work; it is closed with this one
     */
    public Offload(EngineContext context, String name, int threads, Function<BlockingContext, BlockingEngine> start) {
        this.context = context;
        this.workers = new Workers(context, name, threads);
        this.reports = new Reports(context);
        this.lent = new OffloadContext(workers, reports, context.scheduler());
        this.engine = start.apply(lent);
    }

    /** In the new session's lane, so that whoever finds it in the store comes after its handshake. */
    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        ClientId client = context.newClientId();
        return workers.submit(client, () -> {
            engine.createClient(client, attributes);
            report(listener -> listener.handshake(client));
            return client;
        });
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return workers.submit(client, () -> engine.attributes(client));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return workers.submit(client, () -> engine.ping(client));
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        return workers.submit(client, () -> engine.attach(client));
    }

    @Override
    public CompletionStage<Void> release(ClientId client) {
        return workers.run(client, () -> engine.release(client));
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        return workers.submit(client, () -> {
            boolean ended = lent.report(client, engine.destroyClient(client));
            requireOpen();
            return ended;
        });
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return workers.submit(client, () -> {
            Change change = engine.subscribe(client, pattern);
            return reported(change, listener -> listener.subscribe(client, pattern));
        });
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return workers.submit(client, () -> {
            Change change = engine.unsubscribe(client, pattern);
            return reported(change, listener -> listener.unsubscribe(client, pattern));
        });
    }

    private Change reported(Change change, Consumer<EngineListener> event) {
        if (change == Change.CHANGED) {
            report(event);
        }
        return change;
    }

    private void report(Consumer<EngineListener> event) {
        reports.event(event);
        requireOpen();
    }

    /** Asked behind an event: what was closed meanwhile perhaps was not reported, and must not claim success. */
    private void requireOpen() {
        if (reports.isClosed()) {
            throw new EngineException("The engine is closed");
        }
    }

    /** What has no publisher is kept in order by channel. */
    @Override
    public CompletionStage<Void> publish(Message message) {
        Object sender = message.clientId()
                .<Object>map(client -> client)
                .or(message::channel)
                .orElse(this);
        return workers.submitWithSuccess(sender, () -> {
            Optional<ClientId> publisher = engine.publish(message);
            return () -> accepted(message, publisher);
        });
    }

    private Void accepted(Message message, Optional<ClientId> publisher) {
        Json data = message.data().orElse(Json.NULL);
        message.channel().ifPresent(channel -> report(to -> to.publish(publisher, channel, data)));
        return null;
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return workers.submit(client, () -> engine.read(client, after, maxMessages, maxBytes));
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return workers.run(client, () -> engine.acknowledge(client, upTo));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return workers.submit(client, () -> engine.setAttribute(client, name, value));
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return workers.submit(new Object(), () -> engine.clients(cursor, limit));
    }

    /** Fails what is under way or waits, closes the engine, and waits for the threads as long as for an operation. */
    @Override
    public void close() {
        reports.close();
        lent.close();
        workers.close(engine::close);
    }
}
