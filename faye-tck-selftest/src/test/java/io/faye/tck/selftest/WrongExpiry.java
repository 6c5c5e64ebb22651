package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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

    /** Counts it as a ping when an attribute is set. */
    @Breaks("EXP-1")
    static final class CountsAttributes extends WrongEngine {
        @Override
        public CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value) {
            return right.ping(client).thenCompose(known -> super.setAttribute(client, name, value));
        }
    }

    /** Tells the end of a session that expires in another way. */
    abstract static class ExpiresOtherwise extends SmallEngine {
        private boolean expiring;

        @Override
        final void expire(SmallSession session, Work work) {
            expiring = !session.patterns.isEmpty();
            super.expire(session, work);
            expiring = false;
        }

        @Override
        final void reportEnd(ClientId client, List<ChannelPattern> last, Work work) {
            if (expiring) {
                reportExpiry(client, last, work);
            } else {
                super.reportEnd(client, last, work);
            }
        }

        abstract void reportExpiry(ClientId client, List<ChannelPattern> last, Work work);

        final void unsubscribed(ClientId client, List<ChannelPattern> last, Work work) {
            last.forEach(pattern -> work.then(() -> tell(() -> host.listener().unsubscribe(client, pattern))));
        }

        final void disconnected(ClientId client, Work work) {
            work.then(() -> tell(() -> host.listener().disconnect(client)));
        }

        final void closed(ClientId client, Work work) {
            work.then(() -> tell(() -> host.clientClosed(client)));
        }
    }

    /** Reports the disconnect of a session that expires before the subscriptions that end with it. */
    @Breaks(
            value = {"EXP-2", "EVT-2"},
            because = "what comes after the disconnect is about a client that is gone")
    static final class DisconnectsFirst extends ExpiresOtherwise {
        @Override
        void reportExpiry(ClientId client, List<ChannelPattern> last, Work work) {
            disconnected(client, work);
            unsubscribed(client, last, work);
            closed(client, work);
        }
    }

    /** Closes a client whose session expires before it reports that. */
    @Breaks("EXP-2")
    static final class ClosesFirst extends ExpiresOtherwise {
        @Override
        void reportExpiry(ClientId client, List<ChannelPattern> last, Work work) {
            closed(client, work);
            unsubscribed(client, last, work);
            disconnected(client, work);
        }
    }

    /** Leaves the host in the dark about a session that expires. */
    @Breaks("EXP-2")
    static final class ClosesNobody extends ExpiresOtherwise {
        @Override
        void reportExpiry(ClientId client, List<ChannelPattern> last, Work work) {
            unsubscribed(client, last, work);
            disconnected(client, work);
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
}
