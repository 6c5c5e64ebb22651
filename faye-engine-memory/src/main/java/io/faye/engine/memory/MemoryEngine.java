package io.faye.engine.memory;

import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.Reports;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in maps. What is reported as an event takes effect in the lane of its session: before the call
 * returns if the lane is free. The rest takes effect at once.
 */
final class MemoryEngine implements Engine {

    private final EngineContext context;
    private final Sessions sessions = new Sessions();
    private final Router router = new Router();
    private final Reports reports;
    private final Calls calls;
    private final LifeCycle lifeCycle;
    private final Publisher publisher;
    private final Expiry<Session> expiry;

    MemoryEngine(EngineContext context) {
        this.context = context;
        this.reports = new Reports(context);
        this.calls = new Calls(sessions, reports);
        this.lifeCycle = new LifeCycle(sessions, router, reports);
        this.publisher = new Publisher(sessions, calls, router, reports, lifeCycle);
        this.expiry = new Expiry<>(context, lifeCycle::expire);
    }

    @Override
    public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
        Session session = new Session(context.newClientId(), attributes, context.queueLimits(), expiry);
        return calls.inLane(session, lifeCycle::begin);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return calls.atOnce(client, Optional.empty(), session -> Optional.of(session.attributes()));
    }

    @Override
    public CompletionStage<Boolean> ping(ClientId client) {
        return calls.atOnce(client, false, Session::ping);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
        return calls.atOnce(client, Optional.empty(), MemoryEngine::attach);
    }

    private static Optional<Map<String, String>> attach(Session session) {
        if (!session.ping()) {
            return Optional.empty();
        }
        session.inbox().attach();
        return Optional.of(session.attributes());
    }

    @Override
    public CompletionStage<Void> release(ClientId client) {
        return calls.atOnce(client, session -> session.inbox().release());
    }

    @Override
    public CompletionStage<Boolean> destroyClient(ClientId client) {
        Session session = sessions.get(client);
        return session != null && session.end() ? calls.inLane(session, lifeCycle::finish) : calls.atOnce(() -> false);
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return calls.inLane(client, Change.UNKNOWN_CLIENT, session -> subscribe(session, pattern));
    }

    private Change subscribe(Session session, ChannelPattern pattern) {
        if (!session.addPattern(pattern)) {
            return Change.UNCHANGED;
        }
        router.subscribe(session, pattern);
        reports.event(listener -> listener.subscribe(session.id(), pattern));
        return Change.CHANGED;
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return calls.inLane(client, Change.UNKNOWN_CLIENT, session -> unsubscribe(session, pattern));
    }

    private Change unsubscribe(Session session, ChannelPattern pattern) {
        if (!session.removePattern(pattern)) {
            return Change.UNCHANGED;
        }
        router.unsubscribe(session, pattern);
        reports.event(listener -> listener.unsubscribe(session.id(), pattern));
        return Change.CHANGED;
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return calls.atOnce(
                client, new Batch(List.of(), after), session -> read(session, after, maxMessages, maxBytes));
    }

    private Batch read(Session session, long after, int maxMessages, int maxBytes) {
        Inbox.Reading reading = session.inbox().read(after, maxMessages, maxBytes);
        if (reading.waking()) {
            reports.messagesAvailable(session.id());
        }
        return reading.batch();
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return calls.atOnce(client, session -> session.inbox().acknowledge(upTo));
    }

    @Override
    public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
        return calls.atOnce(
                client,
                Change.UNKNOWN_CLIENT,
                session -> session.setAttribute(name, value) ? Change.CHANGED : Change.UNCHANGED);
    }

    @Override
    public CompletionStage<Page> clients(@Nullable String cursor, int limit) {
        return calls.atOnce(() -> sessions.page(cursor, limit));
    }

    @Override
    public void close() {
        reports.close();
        expiry.close();
        sessions.clear();
    }

    /** {@return whether nothing is left of any session; what is forgotten to be removed shows nowhere else} */
    boolean isEmpty() {
        return sessions.isEmpty() && router.isEmpty();
    }
}
