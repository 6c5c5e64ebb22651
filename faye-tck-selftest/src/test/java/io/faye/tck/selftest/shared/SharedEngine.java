package io.faye.tck.selftest.shared;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's view of the store: makes every call of {@link SharedCalls} on threads of its own. */
final class SharedEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

    private final SharedCalls calls;
    private final Offload offload;
    private final Beat beat;
    private final Future<?> expiring;

    SharedEngine(SharedCalls calls, EngineContext context) {
        this.calls = calls;
        this.offload = new Offload(context.operationTimeout());
        this.beat = new Beat(calls);
        long tick = context.timeout().dividedBy(4).toNanos();
        this.expiring = context.scheduler()
                .scheduleWithFixedDelay(
                        () -> offload.execute(this, calls::expire), tick, tick, TimeUnit.NANOSECONDS);
    }

    @Override
    public CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes) {
        return offload.call(client, () -> {
            calls.createClient(client, attributes);
            return null;
        });
    }

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return offload.call(client, () -> calls.attach(client, listener).map(this::offloaded));
    }

    private Attachment offloaded(SharedAttachment attachment) {
        return new OffloadedAttachment(attachment, calls, offload);
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return offload.call(client, () -> calls.ping(client));
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return offload.call(client, () -> calls.attributes(client));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
        return offload.call(client, () -> calls.setAttribute(client, name, value));
    }

    @Override
    public CompletionStage<Change> removeAttribute(ClientId client, String name) {
        return offload.call(client, () -> calls.removeAttribute(client, name));
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return offload.call(client, () -> calls.subscribe(client, pattern));
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return offload.call(client, () -> calls.unsubscribe(client, pattern));
    }

    /** Messages without a publisher are kept in order by channel. */
    @Override
    public CompletionStage<Boolean> publish(Message message) {
        Object key = message.clientId()
                .<Object>map(client -> client)
                .or(message::channel)
                .orElse(this);
        return offload.call(key, () -> calls.publish(message));
    }

    @Override
    public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
        return offload.call(client, () -> calls.destroyClient(client));
    }

    @Override
    public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
        return offload.call(new Object(), () -> calls.clients(cursor, limit));
    }

    @Override
    public CompletionStage<Void> health() {
        return offload.call(new Object(), () -> {
            calls.requireHealth(beat);
            return null;
        });
    }

    @Override
    public void close() {
        expiring.cancel(false);
        offload.close();
        beat.close();
        try {
            calls.leave();
        } catch (EngineException e) {
            LOG.debug("The store does not answer; it forgets this process by itself", e);
        }
    }
}
