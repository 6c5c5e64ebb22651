package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wrong about positions and limits of the service. */
final class WrongCounting {

    private WrongCounting() {}

    /** Takes what a process has read for acknowledged when another one attaches the session. */
    @Breaks(
            value = "DIS-2",
            follows = {"DIS-1", "HND-1"},
            because = "what is lost on the way is not there for the next process")
    static final class GoesOnWhereTheLastRead extends MemoryStore {
        private final Map<String, Long> read = new HashMap<>();

        @Override
        public synchronized Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) {
            Queued queued = super.read(client, attachment, after, maxMessages, maxBytes);
            read.merge(client, queued.last(), Math::max);
            return queued;
        }

        @Override
        public synchronized @Nullable Attached attach(String node, String client, String attachment) {
            Session session = sessions.get(client);
            if (session != null && session.reader != null && !session.isReadBy(node)) {
                session.inbox.acknowledge(read.getOrDefault(client, 0L));
            }
            return super.attach(node, client, attachment);
        }
    }

    /** Counts a session's messages from one more whenever another process attaches it. */
    @Breaks(
            value = "DIS-2",
            follows = {"DIS-1", "PUB-1", "HND-1", "HND-4"},
            because = "a message at two positions is delivered twice")
    static final class CountsOtherwiseElsewhere extends MemoryStore {
        private final Map<String, Long> moves = new HashMap<>();

        private long moves(String client) {
            return moves.getOrDefault(client, 0L);
        }

        @Override
        public synchronized @Nullable Attached attach(String node, String client, String attachment) {
            Session session = sessions.get(client);
            if (session != null && session.reader != null && !session.isReadBy(node)) {
                moves.merge(client, 1L, Long::sum);
            }
            return super.attach(node, client, attachment);
        }

        @Override
        public synchronized Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) {
            long moves = moves(client);
            Queued queued = super.read(client, attachment, Math.max(0, after - moves), maxMessages, maxBytes);
            return new Queued(queued.messages(), queued.last() + moves);
        }

        @Override
        public synchronized void acknowledge(String client, String attachment, long upTo) {
            super.acknowledge(client, attachment, upTo - moves(client));
        }
    }

    /** Counts the sessions of each process for itself. */
    @Breaks("CLI-5")
    static final class CountsSessionsForEachProcess extends MemoryStore {
        private final Map<String, String> origins = new HashMap<>();

        @Override
        public synchronized Created create(String node, String client, Map<String, String> attributes) {
            origins.keySet().retainAll(sessions.keySet());
            if (origins.values().stream().filter(node::equals).count() >= limits.sessions()) {
                return Created.LIMIT_REACHED;
            }
            Limits all = limits;
            limits = new Limits(all.messages(), all.bytes(), all.policy(), Integer.MAX_VALUE, all.subscriptions());
            Created created = super.create(node, client, attributes);
            limits = all;
            origins.put(client, node);
            return created;
        }
    }

    /** Counts the subscriptions that a session makes in each process for itself. */
    @Breaks("SUB-4")
    static final class CountsSubscriptionsForEachProcess extends MemoryStore {
        private final Map<String, Set<String>> made = new HashMap<>();

        @Override
        public synchronized Change subscribe(String node, String client, String pattern) {
            Session session = sessions.get(client);
            if (session == null) {
                return Change.UNKNOWN_CLIENT;
            }
            Set<String> here = made.computeIfAbsent(node + client, key -> new HashSet<>());
            here.retainAll(session.patterns);
            if (!session.patterns.contains(pattern) && here.size() >= limits.subscriptions()) {
                return Change.LIMIT_REACHED;
            }
            here.add(pattern);
            return addUnlimited(session, pattern);
        }
    }
}
