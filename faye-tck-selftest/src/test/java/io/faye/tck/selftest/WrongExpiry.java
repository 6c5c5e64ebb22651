package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Wrong about when and how a session ends. */
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
            return new Lent(lent) {
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

    /** Does not count attaching as a ping. */
    @Breaks("EXP-1")
    static final class CountsPingsOnly extends SmallEngine {
        @Override
        void postpone(SmallSession session) {}
    }

    /** Counts subscribing as a ping. */
    @Breaks("EXP-1")
    static final class CountsSubscribing extends WrongEngine {
        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return right.ping(client).thenCompose(known -> super.subscribe(client, pattern));
        }
    }

    /** Reports the disconnect before the subscriptions that end with it. */
    @Breaks(
            value = {"EXP-2", "EVT-2"},
            because = "what comes after the disconnect is about a client that is gone")
    static final class DisconnectsFirst extends SmallEngine {
        @Override
        void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
            work.then(() -> tell(() -> host.listener().disconnect(client)));
            last.forEach(pattern -> work.then(() -> tell(() -> host.listener().unsubscribe(client, pattern))));
            work.then(() -> tell(() -> host.clientClosed(client)));
        }
    }

    /** Forgets to report what a session that expires was subscribed to. */
    @Breaks("EXP-2")
    static final class ExpiresQuietly extends SmallEngine {
        @Override
        void expire(SmallSession session, Work work) {
            forget(session);
            super.expire(session, work);
        }
    }

    /** Forgets to report what a session that overflows was subscribed to. */
    @Breaks("EXP-2")
    static final class OverflowsQuietly extends SmallEngine {
        @Override
        void overflow(SmallSession session, Work work) {
            forget(session);
            super.overflow(session, work);
        }
    }

    /** Reports one subscription of those that end with a session. */
    @Breaks("EXP-2")
    static final class EndsOneSubscription extends SmallEngine {
        @Override
        void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
            super.reportEnd(client, last.subList(0, Math.min(1, last.size())), work);
        }
    }

    /** Closes a client before it reports the disconnect. */
    @Breaks("EXP-2")
    static final class ClosesFirst extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                public void disconnect(ClientId client) {
                    host.clientClosed(client);
                    super.disconnect(client);
                }

                @Override
                public void clientClosed(ClientId client) {}
            };
        }
    }

    /** Leaves the host in the dark about a session that somebody asked to end. */
    @Breaks("EXP-2")
    static final class ClosesOnlyTheExpired extends WrongEngine {
        private static final ThreadLocal<Boolean> ASKED = ThreadLocal.withInitial(() -> false);

        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            ASKED.set(true);
            try {
                return super.destroyClient(client);
            } finally {
                ASKED.set(false);
            }
        }

        @Override
        EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public void clientClosed(ClientId client) {
                    if (!ASKED.get()) {
                        super.clientClosed(client);
                    }
                }
            };
        }
    }
}
