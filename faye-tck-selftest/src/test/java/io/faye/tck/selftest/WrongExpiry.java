package io.faye.tck.selftest;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about when and how a session ends by itself. */
final class WrongExpiry {

    private WrongExpiry() {}

    /** Lends the memory engine another timeout. */
    abstract static class Timed extends WrongEngine {
        private final int percent;

        Timed(int percent) {
            this.percent = percent;
        }

        @Override
        final EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public Duration timeout() {
                    return super.timeout().multipliedBy(percent).dividedBy(100);
                }
            };
        }
    }

    /** Ends a session that is pinged after 1.9 timeouts. */
    @Breaks("EXP-1")
    static final class EndsEarly extends Timed {
        EndsEarly() {
            super(94);
        }
    }

    /** Ends a session after 2.8 timeouts. */
    @Breaks("EXP-1")
    static final class EndsLate extends Timed {
        EndsLate() {
            super(140);
        }
    }

    /** Counts the timeout in seconds. */
    @Breaks("EXP-1")
    static final class CountsWholeSeconds extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public Duration timeout() {
                    return super.timeout().truncatedTo(ChronoUnit.SECONDS);
                }
            };
        }
    }

    /** Has a clock that shows whole seconds. */
    @Breaks("EXP-1")
    static final class ReadsWholeSeconds extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public InstantSource clock() {
                    return () -> super.clock().instant().truncatedTo(ChronoUnit.SECONDS);
                }
            };
        }
    }

    /** Does not count an attach as a ping. */
    @Breaks(
            value = "EXP-1",
            follows = "CLI-3",
            because = "a session that has ended too early is not there to be destroyed")
    static final class CountsPingsOnly extends SmallEngine {
        @Override
        void postpone(SmallSession session) {}
    }

    /** Counts it as a ping when an attribute is set. */
    @Breaks("EXP-1")
    static final class CountsAttributes extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, String value) {
            return right.ping(client).thenCompose(known -> super.setAttribute(client, name, value));
        }
    }

    /** Changes what the memory engine tells the host of an end. */
    abstract static class TellsOtherwise extends WrongEngine {
        @Override
        final EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
                    tell(client, patterns);
                }
            };
        }

        abstract void tell(ClientId client, Set<ChannelPattern> patterns);
    }

    /** Does not tell the host of a session that ended by itself. */
    @Breaks(
            value = "EXP-2",
            follows = {"EVT-1", "EXP-1", "QUE-3"},
            because = "the host reports what it is told, also of sessions whose queue is full")
    static final class TellsNobody extends TellsOtherwise {
        @Override
        void tell(ClientId client, Set<ChannelPattern> patterns) {}
    }

    /** Tells the host twice of a session that ended by itself. */
    @Breaks(
            value = {"EXP-2", "EVT-1"},
            follows = "QUE-3",
            because = "the host reports each end that it is told of")
    static final class TellsTwice extends TellsOtherwise {
        @Override
        void tell(ClientId client, Set<ChannelPattern> patterns) {
            host.clientEnded(client, patterns);
            host.clientEnded(client, patterns);
        }
    }

    /** Tells the host of one subscription less. */
    @Breaks(
            value = "EXP-2",
            follows = {"EVT-1", "QUE-3"},
            because = "the host reports what it is told, also of sessions whose queue is full")
    static final class ForgetsASubscription extends TellsOtherwise {
        @Override
        void tell(ClientId client, Set<ChannelPattern> patterns) {
            Set<ChannelPattern> some = new HashSet<>(patterns);
            patterns.stream().findFirst().ifPresent(some::remove);
            host.clientEnded(client, some);
        }
    }

    /** Tells the host of a session that was destroyed when it would have expired. */
    @Breaks(
            value = {"EXP-2", "EVT-1"},
            follows = "CLI-3",
            because = "the host reports each end that it is told of")
    static final class ExpiresTheDestroyed extends SmallEngine {
        @Override
        Optional<Set<ChannelPattern>> destroy(SmallSession session, Work work) {
            Optional<Set<ChannelPattern>> patterns = super.destroy(session, work);
            if (patterns.isPresent()) {
                put(session.id, Map.of());
                sessions.remove(session.id);
            }
            return patterns;
        }
    }

    /** Tells the host of the end of a session before the end takes effect. */
    @Breaks(
            value = "EXP-2",
            follows = {"CLI-2", "EXP-1"},
            because = "a session whose end was told is found once more")
    static final class TellsBeforeTheEnd extends SmallEngine {
        private final Set<ClientId> ending = ConcurrentHashMap.newKeySet();

        @Override
        void tellEnd(ClientId client, Set<ChannelPattern> last, Optional<AttachmentListener> reader, Work work) {
            ending.add(client);
            super.tellEnd(client, last, reader, work);
        }

        /** The first ping after the end finds the session once more. */
        @Override
        public CompletionStage<Boolean> ping(ClientId client) {
            return super.ping(client).thenApply(lives -> lives || ending.remove(client));
        }
    }

    /** Tells the host of no subscriptions of a session that has expired. */
    @Breaks("EXP-2")
    static final class ExpiresWithoutSubscriptions extends SmallEngine {
        @Override
        void expire(SmallSession session, Work work) {
            forget(session);
            super.expire(session, work);
        }
    }

    /** Tells the host of no subscriptions of a session whose queue has overflowed. */
    @Breaks(
            value = "EXP-2",
            follows = {"CLI-5", "EVT-1", "QUE-3"},
            because = "the host reports no subscription of which it is not told")
    static final class OverflowsWithoutSubscriptions extends SmallEngine {
        @Override
        void overflow(SmallSession session, Work work) {
            forget(session);
            super.overflow(session, work);
        }
    }

    /** Tells the host of nothing when a queue has overflowed. */
    @Breaks(
            value = "EXP-2",
            follows = {"EVT-1", "QUE-3"},
            because = "the host reports what it is told, also of sessions whose queue is full")
    static final class OverflowsSilently extends SmallEngine {
        @Override
        void overflow(SmallSession session, Work work) {
            if (session.watch.end()) {
                remove(session).ifPresent(listener -> work.then(listener::ended));
                forget(session);
            }
        }
    }
}
