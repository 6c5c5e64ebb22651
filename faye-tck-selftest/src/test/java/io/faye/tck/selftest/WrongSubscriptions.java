package io.faye.tck.selftest;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wrong about which subscriptions a session has. */
final class WrongSubscriptions {

    private WrongSubscriptions() {}

    /** Says that a repeated subscription is new. */
    @Breaks(
            value = "SUB-1",
            follows = {"SUB-4", "CLI-1"},
            because = "a refused operation changes nothing, so what is held is held")
    static final class TakesRepeatsForNew extends WrongEngine {
        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern)
                    .thenApply(change -> change == Change.UNCHANGED ? Change.CHANGED : change);
        }
    }

    /** Lists what was subscribed to once, also when it is not any more. */
    @Breaks("SUB-5")
    static final class ListsWhatWasHeld extends WrongEngine {
        private final Map<ClientId, Set<ChannelPattern>> held = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern).thenApply(change -> {
                if (change == Change.CHANGED) {
                    held.computeIfAbsent(client, first -> ConcurrentHashMap.newKeySet())
                            .add(pattern);
                }
                return change;
            });
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
            return super.subscriptions(client)
                    .thenApply(found -> found.map(now -> Set.copyOf(held.getOrDefault(client, Set.of()))));
        }
    }

    /** Lists a set that goes on changing. */
    @Breaks("SUB-5")
    static final class ListsTheLiveSet extends WrongEngine {
        private final Map<ClientId, Set<ChannelPattern>> held = new ConcurrentHashMap<>();

        private Set<ChannelPattern> of(ClientId client) {
            return held.computeIfAbsent(client, first -> ConcurrentHashMap.newKeySet());
        }

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern).thenApply(change -> {
                if (change == Change.CHANGED) {
                    of(client).add(pattern);
                }
                return change;
            });
        }

        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return super.unsubscribe(client, pattern).thenApply(change -> {
                of(client).remove(pattern);
                return change;
            });
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
            return super.subscriptions(client).thenApply(found -> found.map(now -> of(client)));
        }
    }

    /** Lists also what it has refused. */
    @Breaks(value = "SUB-5", follows = "SUB-4", because = "what is refused changes nothing")
    static final class ListsTheRefused extends WrongEngine {
        private final Map<ClientId, Set<ChannelPattern>> refused = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern).thenApply(change -> {
                if (change == Change.LIMIT_REACHED) {
                    refused.computeIfAbsent(client, first -> ConcurrentHashMap.newKeySet())
                            .add(pattern);
                }
                return change;
            });
        }

        @Override
        public CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client) {
            return super.subscriptions(client)
                    .thenApply(found -> found.map(now -> {
                        Set<ChannelPattern> all = new HashSet<>(now);
                        all.addAll(refused.getOrDefault(client, Set.of()));
                        return all;
                    }));
        }
    }

    /** Says that an unsubscription changed something although there was nothing to end. */
    @Breaks(value = "SUB-1", follows = "SUB-4", because = "a subscription that was refused is not held")
    static final class EndsWhatWasNotHeld extends WrongEngine {
        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return super.unsubscribe(client, pattern)
                    .thenApply(change -> change == Change.UNCHANGED ? Change.CHANGED : change);
        }
    }

    /** Says to two callers at once that each has made the subscription. */
    @Breaks(value = "SUB-1", race = true)
    static final class SubscribesForTwo extends RightEngines.Slow {
        private final Set<String> held = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            boolean before = held.contains(client + " " + pattern);
            return super.subscribe(client, pattern).thenApply(change -> {
                held.add(client + " " + pattern);
                return change == Change.UNCHANGED && !before ? Change.CHANGED : change;
            });
        }

        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            held.remove(client + " " + pattern);
            return super.unsubscribe(client, pattern);
        }
    }

    /** Remembers the subscribers of a channel, and notices later subscriptions only if they are not wildcards. */
    @Breaks(
            value = {"SUB-2", "PUB-1"},
            because = "a subscription that was not noticed gets nothing for good, as if it did not match")
    static final class RemembersSubscribers extends SmallEngine {
        private final Map<Channel, List<SmallSession>> subscribers = new HashMap<>();

        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            if (!pattern.isWildcard()) {
                subscribers.clear();
            }
            return super.subscribe(session, pattern);
        }

        @Override
        Change unsubscribe(SmallSession session, ChannelPattern pattern) {
            subscribers.clear();
            return super.unsubscribe(session, pattern);
        }

        @Override
        void deliver(Channel channel, Message form, Work work) {
            subscribers.computeIfAbsent(channel, index::subscribers).forEach(session -> queue(session, form, work));
        }
    }

    /** Goes on to deliver to a wildcard after its end. */
    @Breaks("SUB-2")
    static final class KeepsWildcards extends SmallEngine {
        @Override
        Change unsubscribe(SmallSession session, ChannelPattern pattern) {
            Change change = super.unsubscribe(session, pattern);
            if (change == Change.CHANGED && pattern.isWildcard()) {
                index.add(pattern, session);
            }
            return change;
        }
    }

    /** Forgets with a wildcard what was queued before. */
    @Breaks(
            value = {"SUB-2", "QUE-1"},
            because = "what was queued and not acknowledged is not read any more")
    static final class ForgetsWithTheWildcard extends SmallEngine {
        @Override
        Change unsubscribe(SmallSession session, ChannelPattern pattern) {
            if (pattern.isWildcard()) {
                session.inbox.acknowledge(session.last());
            }
            return super.unsubscribe(session, pattern);
        }
    }

    /** Completes a subscription before it is in effect. */
    @Breaks(
            value = {"SUB-2", "SUB-1"},
            because = "it is not in effect when the event is reported either")
    static final class SubscribesLate extends SmallEngine {
        private static final ThreadLocal<@Nullable ClientId> SUBSCRIBING = new ThreadLocal<>();
        private final Elsewhere elsewhere = new Elsewhere(4);

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return elsewhere.complete(super.subscribe(client, pattern), completion -> {
                SUBSCRIBING.set(client);
                completion.run();
                SUBSCRIBING.remove();
            });
        }

        /** What is published on the thread that completes the subscription does not find it yet. */
        @Override
        void queue(SmallSession session, Message form, Work work) {
            if (!session.id.equals(SUBSCRIBING.get())) {
                super.queue(session, form, work);
            }
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Tells the host with the end of an expired session of no subscriptions that were made meanwhile. */
    @Breaks(
            value = {"SUB-3", "EVT-1", "EXP-2"},
            because = "the host reports the end of no other",
            race = true)
    static final class OverlooksTheLastSubscription extends SmallEngine {
        @Override
        void expired(SmallSession session) {
            Set<ChannelPattern> before = held(session);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            change(work -> {
                Optional<AttachmentListener> reader = remove(session);
                Set<ChannelPattern> last = forget(session);
                last.retainAll(before);
                tellEnd(session.id, last, reader, work);
                return null;
            });
        }

        private synchronized Set<ChannelPattern> held(SmallSession session) {
            return Set.copyOf(session.patterns);
        }

        /** A session that has expired is found until its end has taken effect. */
        @Override
        @Nullable
        SmallSession alive(ClientId client) {
            return sessions.get(client);
        }
    }

    /** Returns with a session's end every subscription that it ever had. */
    @Breaks(
            value = {"EVT-1", "SUB-1"},
            because = "the host reports the end of each that is returned")
    static final class EndsAllThatEverWere extends SmallEngine {
        private final Map<ClientId, Set<ChannelPattern>> all = new ConcurrentHashMap<>();

        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            Change change = super.subscribe(session, pattern);
            if (change == Change.CHANGED) {
                all.computeIfAbsent(session.id, id -> new HashSet<>()).add(pattern);
            }
            return change;
        }

        @Override
        Optional<Set<ChannelPattern>> destroy(SmallSession session, Work work) {
            return super.destroy(session, work).map(last -> all.getOrDefault(session.id, last));
        }
    }

    /** Makes subscriptions of a session that has ended. */
    @Breaks(
            value = {"SUB-3", "CLI-2", "EVT-2"},
            follows = "SUB-1",
            because = "a subscription of an ended session is a change, which the host reports")
    static final class SubscribesTheEnded extends SmallEngine {
        private final Set<ClientId> ended = ConcurrentHashMap.newKeySet();

        @Override
        Optional<AttachmentListener> remove(SmallSession session) {
            ended.add(session.id);
            return super.remove(session);
        }

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern)
                    .thenApply(change -> ended.contains(client) ? Change.CHANGED : change);
        }
    }
}
