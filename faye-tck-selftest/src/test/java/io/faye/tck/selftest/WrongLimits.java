package io.faye.tck.selftest;

import io.faye.engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.LimitReachedException;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingContext;
import java.util.HashMap;
import java.util.Map;

/** Wrong about the limits of sessions and subscriptions. */
final class WrongLimits {

    private WrongLimits() {}

    private static int plus(int limit, int more) {
        return limit == Integer.MAX_VALUE ? limit : Math.max(1, limit + more);
    }

    /** Lends the memory engine other limits. */
    abstract static class Limited extends WrongEngine {
        @Override
        final EngineContext lend(EngineContext lent) {
            return new ForwardingContext(lent) {
                @Override
                public EngineLimits limits() {
                    return change(super.limits());
                }
            };
        }

        abstract EngineLimits change(EngineLimits limits);
    }

    /** Creates one session more than the limit. */
    @Breaks("CLI-5")
    static final class CreatesOneMore extends Limited {
        @Override
        EngineLimits change(EngineLimits limits) {
            return limits.withMaxSessions(plus(limits.maxSessions(), 1));
        }
    }

    /** Refuses the last session that the limit allows. */
    @Breaks("CLI-5")
    static final class CreatesOneLess extends Limited {
        @Override
        EngineLimits change(EngineLimits limits) {
            return limits.withMaxSessions(plus(limits.maxSessions(), -1));
        }
    }

    /** Creates a session that it refuses. */
    @Breaks("CLI-5")
    static final class CreatesWhatItRefuses extends SmallEngine {
        @Override
        void create(ClientId client, Map<String, String> attributes) {
            put(client, attributes);
            if (sessions.size() > host.limits().maxSessions()) {
                throw new LimitReachedException("The limit of sessions is reached");
            }
        }
    }

    /** Counts sessions that have ended. */
    @Breaks("CLI-5")
    static final class CountsTheEnded extends SmallEngine {
        private int created;

        @Override
        void create(ClientId client, Map<String, String> attributes) {
            if (created >= host.limits().maxSessions()) {
                throw new LimitReachedException("The limit of sessions is reached");
            }
            super.create(client, attributes);
            created++;
        }
    }

    /** Does not say that the limit of sessions is the reason of a failure. */
    @Breaks("CLI-5")
    static final class FailsForNoReason extends SmallEngine {
        @Override
        void requireRoom() {
            try {
                super.requireRoom();
            } catch (LimitReachedException e) {
                throw new EngineException("There is no room", e);
            }
        }
    }

    /** Makes one subscription more than the limit. */
    @Breaks("SUB-4")
    static final class SubscribesOneMore extends Limited {
        @Override
        EngineLimits change(EngineLimits limits) {
            return limits.withMaxSubscriptions(plus(limits.maxSubscriptions(), 1));
        }
    }

    /** Refuses the last subscription that the limit allows. */
    @Breaks("SUB-4")
    static final class SubscribesOneLess extends Limited {
        @Override
        EngineLimits change(EngineLimits limits) {
            return limits.withMaxSubscriptions(plus(limits.maxSubscriptions(), -1));
        }
    }

    /** Refuses a pattern that is held if the limit is reached. */
    @Breaks("SUB-4")
    static final class RefusesWhatIsHeld extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            return session.patterns.size() >= host.limits().maxSubscriptions()
                    ? Change.LIMIT_REACHED
                    : super.subscribe(session, pattern);
        }
    }

    /** Delivers to a subscription that it has refused. */
    @Breaks("SUB-4")
    static final class SubscribesWhatItRefuses extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            Change change = super.subscribe(session, pattern);
            if (change == Change.LIMIT_REACHED) {
                session.patterns.add(pattern);
                index.add(pattern, session);
            }
            return change;
        }
    }

    /** Counts subscriptions that were given up. */
    @Breaks("SUB-4")
    static final class CountsWhatWasGivenUp extends SmallEngine {
        private final Map<ClientId, Integer> made = new HashMap<>();

        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            if (!session.patterns.contains(pattern)
                    && made.getOrDefault(session.id, 0) >= host.limits().maxSubscriptions()) {
                return Change.LIMIT_REACHED;
            }
            Change change = super.subscribe(session, pattern);
            if (change == Change.CHANGED) {
                made.merge(session.id, 1, Integer::sum);
            }
            return change;
        }
    }

    /** Counts the subscriptions of all sessions together. */
    @Breaks("SUB-4")
    static final class CountsForAllSessions extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            int all = sessions.values().stream()
                    .mapToInt(each -> each.patterns.size())
                    .sum();
            return !session.patterns.contains(pattern) && all >= host.limits().maxSubscriptions()
                    ? Change.LIMIT_REACHED
                    : super.subscribe(session, pattern);
        }
    }
}
