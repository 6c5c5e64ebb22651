package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.EngineException;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine that is right and small: for wrongs that are not to be had from outside, a wrong one overrides a step. */
class SmallEngine extends SmallSessions {

    final SubscriptionIndex<SmallSession> index = new SubscriptionIndex<>();

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return change(client, Change.UNKNOWN_CLIENT, (session, work) -> subscribe(session, pattern, work));
    }

    Change subscribe(SmallSession session, ChannelPattern pattern, Work work) {
        if (!session.patterns.add(pattern)) {
            return Change.UNCHANGED;
        }
        index.add(pattern, session);
        work.then(() -> tell(() -> host.listener().subscribe(session.id, pattern)));
        return Change.CHANGED;
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return change(client, Change.UNKNOWN_CLIENT, (session, work) -> unsubscribe(session, pattern, work));
    }

    Change unsubscribe(SmallSession session, ChannelPattern pattern, Work work) {
        if (!session.patterns.remove(pattern)) {
            return Change.UNCHANGED;
        }
        index.remove(pattern, session);
        work.then(() -> tell(() -> host.listener().unsubscribe(session.id, pattern)));
        return Change.CHANGED;
    }

    @Override
    final List<ChannelPattern> forget(SmallSession session) {
        List<ChannelPattern> last = List.copyOf(session.patterns);
        last.forEach(pattern -> index.remove(pattern, session));
        session.patterns.clear();
        return last;
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        Channel channel = message.channel().orElse(null);
        if (channel == null) {
            return CompletableFuture.failedFuture(new EngineException("Expected a message with a channel"));
        }
        return change(work -> {
            SmallSession publisher = message.clientId().map(this::alive).orElse(null);
            SmallSession turn = publisher != null
                    ? publisher
                    : message.clientId().map(ending::get).orElse(null);
            if (turn != null) {
                work.inTurnOf(turn);
            }
            publish(publisher, channel, message, work);
            return null;
        });
    }

    void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
        report(Optional.ofNullable(publisher).map(session -> session.id), channel, message, work);
        deliver(channel, form(message), work);
    }

    void report(Optional<ClientId> publisher, Channel channel, Message message, Work work) {
        Json data = message.data().orElse(Json.NULL);
        work.then(() -> tell(() -> host.listener().publish(publisher, channel, data)));
    }

    Message form(Message message) {
        return message.forDelivery();
    }

    void deliver(Channel channel, Message form, Work work) {
        index.subscribers(channel).forEach(session -> queue(session, form, work));
    }

    void queue(SmallSession session, Message form, Work work) {
        switch (session.inbox.append(form)) {
            case QUIETLY -> {}
            case WAKING -> wake(session, work);
            case OVERFLOWING -> overflow(session, work);
        }
    }

    void wake(SmallSession session, Work work) {
        work.then(() -> tell(() -> host.messagesAvailable(session.id)));
    }

    void overflow(SmallSession session, Work work) {
        if (session.watch.end()) {
            end(session, work.followedBy(session));
        }
    }

    @Override
    public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
        return change(work -> {
            SmallSession session = alive(client);
            return session == null
                    ? new Batch(List.of(), after)
                    : read(session, session.inbox.read(after, maxMessages, maxBytes), work);
        });
    }

    private Batch read(SmallSession session, Inbox.Reading reading, Work work) {
        if (reading.waking()) {
            work.then(() -> tell(() -> host.messagesAvailable(session.id)));
        }
        return reading.batch();
    }

    @Override
    public CompletionStage<Void> acknowledge(ClientId client, long upTo) {
        return look(client, null, session -> {
            session.inbox.acknowledge(upTo);
            return null;
        });
    }
}
