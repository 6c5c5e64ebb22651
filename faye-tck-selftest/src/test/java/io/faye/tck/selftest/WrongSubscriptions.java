package io.faye.tck.selftest;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about who is subscribed. */
final class WrongSubscriptions {

    private WrongSubscriptions() {}

    /** Reports a subscription again when it is repeated. */
    @Breaks(
            value = "SUB-1",
            follows = {"EVT-2", "SUB-3", "THR-1"},
            because = "what it reports of a session that ends may come behind the end")
    static final class ReportsRepeats extends WrongEngine {
        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return super.subscribe(client, pattern).thenApply(change -> {
                if (change == Change.UNCHANGED) {
                    host.listener().subscribe(client, pattern);
                }
                return change;
            });
        }
    }

    /** Says that an unsubscription changed something although there was nothing to end. */
    @Breaks("SUB-1")
    static final class EndsWhatWasNot extends WrongEngine {
        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return super.unsubscribe(client, pattern)
                    .thenApply(change -> change == Change.UNCHANGED ? Change.CHANGED : change);
        }
    }

    /** Remembers who is to get what goes to a channel, and notices later subscriptions only if they are not wildcards. */
    @Breaks(
            value = {"SUB-2", "PUB-1"},
            because = "a subscription that was not noticed gets nothing for good, as if it did not match")
    static final class RemembersReceivers extends SmallEngine {
        private final Map<Channel, List<SmallSession>> receivers = new HashMap<>();

        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern, Work work) {
            if (!pattern.isWildcard()) {
                receivers.clear();
            }
            return super.subscribe(session, pattern, work);
        }

        @Override
        Change unsubscribe(SmallSession session, ChannelPattern pattern, Work work) {
            receivers.clear();
            return super.unsubscribe(session, pattern, work);
        }

        @Override
        void deliver(Channel channel, Message form, Work work) {
            receivers.computeIfAbsent(channel, index::subscribers).forEach(session -> queue(session, form, work));
        }
    }

    /** Goes on to deliver to a wildcard after its end. */
    @Breaks("SUB-2")
    static final class KeepsWildcards extends SmallEngine {
        @Override
        Change unsubscribe(SmallSession session, ChannelPattern pattern, Work work) {
            Change change = super.unsubscribe(session, pattern, work);
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
    static final class ForgetsWithTheWildcard extends WrongEngine {
        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            CompletionStage<Change> ended = super.unsubscribe(client, pattern);
            return pattern.isWildcard() ? ended.thenCompose(change -> forget(client, change)) : ended;
        }

        private CompletionStage<Change> forget(ClientId client, Change change) {
            return right.read(client, 0, Integer.MAX_VALUE, Integer.MAX_VALUE)
                    .thenCompose(queued -> right.acknowledge(client, queued.last()))
                    .thenApply(done -> change);
        }
    }

    /** Reports a subscription before it is in effect. */
    @Breaks("SUB-1")
    static final class ReportsSubscriptionsEarly extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern, Work work) {
            Change change = super.subscribe(session, pattern, work);
            if (change == Change.CHANGED) {
                index.remove(pattern, session);
                work.then(() -> begin(session, pattern));
            }
            return change;
        }

        private synchronized void begin(SmallSession session, ChannelPattern pattern) {
            if (session.patterns.contains(pattern)) {
                index.add(pattern, session);
            }
        }
    }

    /** Answers a subscription before it is in effect. */
    @Breaks(
            value = {"SUB-2", "SUB-1"},
            because = "the event comes before the answer, so it is too early as well")
    static final class AnswersSubscriptionsEarly extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern, Work work) {
            Change change = super.subscribe(session, pattern, work);
            if (change == Change.CHANGED) {
                index.remove(pattern, session);
                work.afterwards(() -> begin(session, pattern));
            }
            return change;
        }

        private synchronized void begin(SmallSession session, ChannelPattern pattern) {
            if (session.patterns.contains(pattern)) {
                index.add(pattern, session);
            }
        }
    }

    /** Reports with a session's end also the subscriptions that were given up while that was on its way. */
    @Breaks(value = "SUB-1", race = true)
    static final class EndsSubscriptionsAgain extends SmallEngine {
        private final Map<ClientId, List<ChannelPattern>> seen = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            synchronized (this) {
                SmallSession session = alive(client);
                if (session != null) {
                    seen.put(client, List.copyOf(session.patterns));
                }
            }
            Moment.pass();
            return super.destroyClient(client);
        }

        @Override
        void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
            Set<ChannelPattern> all = new LinkedHashSet<>(last);
            List<ChannelPattern> before = seen.remove(client);
            all.addAll(before == null ? List.of() : before);
            super.reportEnd(client, List.copyOf(all), work);
        }
    }

    /** Looks what is to be unsubscribed before it ends a session, and overlooks what comes in between. */
    @Breaks(value = "SUB-3", race = true)
    static final class OverlooksTheLastSubscription extends SmallEngine {
        private final Map<ClientId, List<ChannelPattern>> seen = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            synchronized (this) {
                SmallSession session = alive(client);
                if (session != null) {
                    seen.put(client, List.copyOf(session.patterns));
                }
            }
            Moment.pass();
            return super.destroyClient(client);
        }

        @Override
        void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
            List<ChannelPattern> known = seen.remove(client);
            super.reportEnd(client, known == null ? last : overlooking(last, known), work);
        }

        private static List<ChannelPattern> overlooking(List<ChannelPattern> last, List<ChannelPattern> known) {
            return last.stream().filter(known::contains).toList();
        }
    }
}
