package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine that is right and small: where a fault cannot be made from outside, a wrong engine overrides a step. */
class SmallEngine extends SmallSessions {

    final SubscriptionIndex<SmallSession> index = new SubscriptionIndex<>();

    @Override
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        return change(client, Optional.empty(), (session, work) -> Optional.of(attach(session, listener, work)));
    }

    Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
        postpone(session);
        session.inbox.attach(listener);
        return new SmallAttachment(this, session, listener, Map.copyOf(session.attributes), takeNote(session));
    }

    void postpone(SmallSession session) {
        session.watch.ping();
    }

    String takeNote(SmallSession session) {
        String note = session.note;
        session.note = "";
        return note;
    }

    Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
        Inbox.Reading reading = session.inbox.read(reader, after, messages, bytes);
        if (reading.waking()) {
            work.then(session.inbox::wakeReader);
        }
        return reading.batch();
    }

    void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
        session.inbox.acknowledge(upTo);
    }

    void release(SmallSession session, AttachmentListener reader, String note) {
        if (session.inbox.release(reader)) {
            session.note = note;
        }
    }

    @Override
    public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
        return change(client, Change.UNKNOWN_CLIENT, (session, work) -> subscribe(session, pattern));
    }

    Change subscribe(SmallSession session, ChannelPattern pattern) {
        if (session.patterns.contains(pattern)) {
            return Change.UNCHANGED;
        }
        if (session.patterns.size() >= host.limits().maxSubscriptions()) {
            return Change.LIMIT_REACHED;
        }
        session.patterns.add(pattern);
        index.add(pattern, session);
        return Change.CHANGED;
    }

    @Override
    public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
        return change(client, Change.UNKNOWN_CLIENT, (session, work) -> unsubscribe(session, pattern));
    }

    Change unsubscribe(SmallSession session, ChannelPattern pattern) {
        if (!session.patterns.remove(pattern)) {
            return Change.UNCHANGED;
        }
        index.remove(pattern, session);
        return Change.CHANGED;
    }

    @Override
    Set<ChannelPattern> forget(SmallSession session) {
        Set<ChannelPattern> last = new LinkedHashSet<>(session.patterns);
        last.forEach(pattern -> index.remove(pattern, session));
        session.patterns.clear();
        return last;
    }

    @Override
    public CompletionStage<Boolean> publish(Message message) {
        Channel channel = message.channel().orElse(null);
        if (channel == null) {
            return CompletableFuture.failedFuture(new EngineException("Expected a message with a channel"));
        }
        return change(work -> {
            boolean lives = lives(message);
            publish(channel, message, work);
            return lives;
        });
    }

    void publish(Channel channel, Message message, Work work) {
        deliver(channel, form(message), work);
    }

    boolean lives(Message message) {
        return message.clientId().filter(client -> alive(client) != null).isPresent();
    }

    Message form(Message message) {
        return message.forDelivery();
    }

    void deliver(Channel channel, Message form, Work work) {
        index.subscribers(channel).forEach(session -> queue(session, form, work));
    }

    void queue(SmallSession session, Message form, Work work) {
        switch (session.append(form)) {
            case QUIETLY -> {}
            case WAKING -> wake(session, work);
            case OVERFLOWING -> overflow(session, work);
        }
    }

    void wake(SmallSession session, Work work) {
        work.then(session.inbox::wakeReader);
    }

    void overflow(SmallSession session, Work work) {
        if (session.watch.end()) {
            endByItself(session, work);
        }
    }
}
