package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wrong about what comes first. */
final class WrongOrder {

    private WrongOrder() {}

    /** Queues a message for one half of its subscribers, lets others publish, and goes on with the other half. */
    @Breaks(value = "PUB-2", race = true)
    static final class DeliversInHalves extends SmallEngine {
        private final IdentityHashMap<Message, List<SmallSession>> others = new IdentityHashMap<>();

        @Override
        public CompletionStage<Void> publish(Message message) {
            CompletionStage<Void> first = super.publish(message);
            Moment.pass();
            return first.thenCombine(change(work -> goOn(message, work)), (done, both) -> null);
        }

        private @Nullable Void goOn(Message message, Work work) {
            List<SmallSession> rest = others.remove(message);
            if (rest != null) {
                rest.forEach(session -> queue(session, form(message), work));
            }
            return null;
        }

        /** Who is in which half is decided once: nobody gets the message twice, or not at all. */
        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            report(Optional.ofNullable(publisher).map(session -> session.id), channel, message, work);
            Map<Boolean, List<SmallSession>> halves =
                    index.subscribers(channel).stream().collect(Collectors.partitioningBy(this::isFirst));
            others.put(message, halves.get(false));
            halves.get(true).forEach(session -> queue(session, form(message), work));
        }

        private boolean isFirst(SmallSession session) {
            return sessions.headMap(session.id).size() % 2 == 0;
        }
    }

    /** Swaps two messages of sessions when many wait already. */
    @Breaks("PUB-2")
    static final class SwapsUnderLoad extends SmallEngine {
        private static final int MANY = 100;
        private final Map<SmallSession, Message> held = new HashMap<>();
        private boolean fromSession;

        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            fromSession = publisher != null;
            super.publish(publisher, channel, message, work);
        }

        @Override
        void queue(SmallSession session, Message form, Work work) {
            if (fromSession && !held.containsKey(session) && waiting(session) == MANY) {
                held.put(session, form);
                work.then(() -> tell(() -> host.messagesAvailable(session.id)));
                return;
            }
            super.queue(session, form, work);
            queueHeld(session, work);
        }

        private static int waiting(SmallSession session) {
            return session.inbox
                    .read(0, MANY + 1, Integer.MAX_VALUE)
                    .batch()
                    .messages()
                    .size();
        }

        private void queueHeld(SmallSession session, Work work) {
            Message late = held.remove(session);
            if (late != null) {
                super.queue(session, late, work);
            }
        }

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            synchronized (this) {
                SmallSession session = alive(client);
                if (session != null) {
                    queueHeld(session, new Work());
                }
            }
            return super.read(client, after, maxMessages, maxBytes);
        }
    }

    /** Subscribes and unsubscribes on whatever threads are free. */
    @Breaks(value = "ORD-1", race = true)
    static final class SubscribesInAnyOrder extends SubscribesElsewhere {
        SubscribesInAnyOrder() {
            super(new Elsewhere(4));
        }
    }

    /** Lets what a client publishes overtake its subscriptions. */
    @Breaks(value = "ORD-1", race = true)
    static final class SubscribesLater extends SubscribesElsewhere {
        SubscribesLater() {
            super(new Elsewhere(1));
        }
    }

    abstract static class SubscribesElsewhere extends WrongEngine {
        private final Elsewhere elsewhere;

        SubscribesElsewhere(Elsewhere elsewhere) {
            this.elsewhere = elsewhere;
        }

        @Override
        public final CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return elsewhere.call(() -> right.subscribe(client, pattern));
        }

        @Override
        public final CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return elsewhere.call(() -> right.unsubscribe(client, pattern));
        }

        @Override
        public final void close() {
            super.close();
            elsewhere.close();
        }
    }
}
