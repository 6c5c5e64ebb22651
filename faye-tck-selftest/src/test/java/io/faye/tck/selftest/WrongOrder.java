package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Wrong about order. */
final class WrongOrder {

    private WrongOrder() {}

    /** Queues a message for one half of its subscribers, lets others publish, and goes on with the other half. */
    @Breaks(
            value = "PUB-2",
            follows = "SUB-2",
            because = "the other half misses a message if it unsubscribes meanwhile",
            race = true)
    static final class DeliversInHalves extends SmallEngine {
        private final IdentityHashMap<Message, List<SmallSession>> others = new IdentityHashMap<>();

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            CompletionStage<Boolean> first = super.publish(message);
            Moment.pass();
            return first.thenCombine(change(work -> goOn(message, work)), (lives, both) -> lives);
        }

        private boolean goOn(Message message, Work work) {
            List<SmallSession> rest = others.remove(message);
            if (rest != null) {
                rest.forEach(session -> queue(session, message.forDelivery(), work));
            }
            return true;
        }

        /** The halves are formed once, so that each subscriber gets the message once. */
        @Override
        void publish(Channel channel, Message message, Work work) {
            Map<Boolean, List<SmallSession>> halves =
                    index.subscribers(channel).stream().collect(Collectors.partitioningBy(this::isFirst));
            others.put(message, halves.get(false));
            halves.get(true).forEach(session -> queue(session, message.forDelivery(), work));
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
        void publish(Channel channel, Message message, Work work) {
            fromSession = lives(message);
            super.publish(channel, message, work);
        }

        @Override
        void queue(SmallSession session, Message form, Work work) {
            if (fromSession && !held.containsKey(session) && session.waiting() == MANY) {
                held.put(session, form);
                work.then(session.inbox::wakeReader);
                return;
            }
            super.queue(session, form, work);
            queueHeld(session, work);
        }

        private void queueHeld(SmallSession session, Work work) {
            Message late = held.remove(session);
            if (late != null) {
                super.queue(session, late, work);
            }
        }

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            queueHeld(session, work);
            return super.read(session, reader, after, messages, bytes, work);
        }
    }

    /** Subscribes and unsubscribes on any of several threads. */
    @Breaks(
            value = "ORD-1",
            follows = {"SUB-1", "THR-1"},
            because = "the host reports changes in the order of the calls",
            race = true)
    static final class SubscribesInAnyOrder extends SubscribesElsewhere {
        SubscribesInAnyOrder() {
            super(new Elsewhere(4));
        }
    }

    /** Lets what a client publishes overtake its subscriptions. */
    @Breaks(
            value = "ORD-1",
            follows = "EXP-2",
            because = "a queue does not overflow whose subscription comes too late",
            race = true)
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

    /** Looks for an absent attribute on a thread of its own. */
    @Breaks(value = "ORD-1", race = true)
    static final class SetsAbsentOnesLater extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(1);

        @Override
        public CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value) {
            return elsewhere.call(() -> {
                Moment.pass();
                return right.setAttributeIfAbsent(client, name, value);
            });
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Releases on a thread of its own. */
    @Breaks(value = "ORD-1", follows = "HND-4", because = "a note comes too late for the next attach", race = true)
    static final class ReleasesLater extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(1);

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Void> release(String note) {
                    return elsewhere.call(() -> {
                        Moment.pass();
                        return super.release(note);
                    });
                }
            };
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Ends a session on a thread of its own. */
    @Breaks(
            value = "ORD-1",
            follows = {"CLI-2", "EVT-2"},
            because = "calls that come after the end find the session",
            race = true)
    static final class DestroysLater extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(1);

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client) {
            return elsewhere.call(() -> {
                Moment.pass();
                return right.destroyClient(client);
            });
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }
}
