package io.faye.engine.support;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes an engine of one that blocks, on threads of its own. Operations of one client, and messages of one publisher,
 * are done one after another in the order in which they came; those of others at the same time. An operation that is
 * not done within {@link EngineContext#operationTimeout} fails, and is not begun any more; so does one that comes
 * while too many wait.
 */
public final class Offload implements Engine {

    private final BlockingEngine engine;
    private final Workers workers;

    /**
     * Starts an engine; its threads are made when they are needed.
     *
     * @param context lends the time limit and the scheduler that watches over it
     * @param engine does the work; closed with this engine
     * @param name begins the names of the threads
     * @param threads how many calls may be under way at once
     */
    public Offload(EngineContext context, BlockingEngine engine, String name, int threads) {
        this.engine = engine;
        this.workers = new Workers(context, name, threads);
    }

    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        return workers.submit(new Object(), () -> engine.createClient(attributes));
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
        return submit(client, () -> engine.release(client));
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        return workers.submit(client, () -> engine.destroyClient(client));
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return workers.submit(client, () -> engine.subscribe(client, pattern));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return workers.submit(client, () -> engine.unsubscribe(client, pattern));
    }

    /** What has no publisher is kept in order by channel. */
    @Override
    public CompletionStage<Void> publish(Message message) {
        Object sender = message.clientId()
                .<Object>map(client -> client)
                .or(message::channel)
                .orElse(this);
        return submit(sender, () -> engine.publish(message));
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return workers.submit(client, () -> engine.read(client, after, maxMessages, maxBytes));
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return submit(client, () -> engine.acknowledge(client, upTo));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return workers.submit(client, () -> engine.setAttribute(client, name, value));
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return workers.submit(new Object(), () -> engine.clients(cursor, limit));
    }

    /**
     * Does something of the engine's own among a client's operations, such as ending and reporting a session that has
     * expired: in order with them, within the same time limit.
     *
     * @param client whose operations it must not overtake
     * @param task what to do
     * @return completes when it was done
     */
    public CompletionStage<Void> execute(ClientId client, Runnable task) {
        return submit(client, task);
    }

    private CompletionStage<Void> submit(Object key, Runnable operation) {
        return workers.submit(key, () -> {
            operation.run();
            return null;
        });
    }

    /** Fails what is under way or waits, closes the engine, and waits for the threads as long as for an operation. */
    @Override
    public void close() {
        workers.close(engine::close);
    }
}
