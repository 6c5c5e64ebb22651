package io.faye.tck.selftest.shared;

import io.faye.engine.Engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Wrong about what processes have in common. */
final class WrongStores {

    private WrongStores() {}

    /** Lets any process read for a client. */
    @Breaks("DIS-1")
    static final class LetsEverybodyRead extends MemoryStore {
        @Override
        public synchronized Queued read(String node, String client, long after, int maxMessages, int maxBytes) {
            Session session = sessions.get(client);
            return super.read(session == null ? node : session.owner, client, after, maxMessages, maxBytes);
        }
    }

    /** Takes what a process has read for acknowledged when another one takes over. */
    @Breaks(value = "DIS-2", follows = "DIS-1", because = "what is lost on the way is not there for the next process")
    static final class GoesOnWhereTheLastRead extends MemoryStore {
        private final Map<String, Long> read = new HashMap<>();

        @Override
        public synchronized Queued read(String node, String client, long after, int maxMessages, int maxBytes) {
            Queued queued = super.read(node, client, after, maxMessages, maxBytes);
            read.merge(client, queued.last(), Math::max);
            return queued;
        }

        @Override
        public synchronized Map<String, String> attach(String node, String client) {
            if (!owns(node, client)) {
                acknowledge(client, read.getOrDefault(client, 0L));
            }
            return super.attach(node, client);
        }
    }

    /** Looks for the session first, and makes the subscription a little later. */
    @Breaks(value = "SUB-3", race = true)
    static final class SubscribesInTwoSteps extends MemoryStore {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public Change subscribe(String client, String pattern) {
            Session session = find(client);
            if (session == null) {
                return Change.UNKNOWN_CLIENT;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            return add(session, pattern);
        }

        private synchronized Session find(String client) {
            return sessions.get(client);
        }

        private synchronized Change add(Session session, String pattern) {
            index.add(ChannelPattern.of(pattern), session);
            return session.patterns.add(pattern) ? Change.CHANGED : Change.UNCHANGED;
        }
    }

    /** Lets publishers see the end of a subscription a little later. */
    @Breaks("SUB-2")
    static final class UnsubscribesLater extends MemoryStore {
        private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

        @Override
        public synchronized Change unsubscribe(String client, String pattern) {
            Change change = super.unsubscribe(client, pattern);
            if (change == Change.CHANGED) {
                index.add(ChannelPattern.of(pattern), sessions.get(client));
                LATER.execute(() -> end(client, pattern));
            }
            return change;
        }

        private synchronized void end(String client, String pattern) {
            Session session = sessions.get(client);
            if (session != null && !session.patterns.contains(pattern)) {
                index.remove(ChannelPattern.of(pattern), session);
            }
        }
    }

    /** Counts a client's messages from one more whenever another process takes over. */
    @Breaks(
            value = "DIS-2",
            follows = {"DIS-1", "PUB-1"},
            because = "a message at two positions is delivered twice")
    static final class CountsOtherwiseElsewhere extends MemoryStore {
        private final Map<String, Long> moves = new HashMap<>();

        private long moves(String client) {
            return moves.getOrDefault(client, 0L);
        }

        @Override
        public synchronized Map<String, String> attach(String node, String client) {
            if (!owns(node, client)) {
                moves.merge(client, 1L, Long::sum);
            }
            return super.attach(node, client);
        }

        @Override
        public synchronized Queued read(String node, String client, long after, int maxMessages, int maxBytes) {
            long moves = moves(client);
            Queued queued = super.read(node, client, Math.max(0, after - moves), maxMessages, maxBytes);
            return new Queued(queued.messages(), queued.last() + moves);
        }

        @Override
        public synchronized void acknowledge(String client, long upTo) {
            super.acknowledge(client, upTo - moves(client));
        }
    }

    /** Lets a process release a client that another one has attached since. */
    @Breaks("DIS-1")
    static final class LetsAnybodyRelease extends MemoryStore {
        @Override
        public synchronized void release(String node, String client) {
            Session session = sessions.get(client);
            super.release(session == null ? node : session.owner, client);
        }
    }

    /** Has nothing yet for the first read after a polite takeover, and does not say when it has. */
    @Breaks("QUE-2")
    static final class FillsQuietly extends MemoryStore {
        private final Set<String> filling = new HashSet<>();

        @Override
        public synchronized Map<String, String> attach(String node, String client) {
            Session session = sessions.get(client);
            if (session != null && !session.attached && !session.owner.equals(node)) {
                filling.add(client);
            }
            return super.attach(node, client);
        }

        @Override
        public synchronized Queued read(String node, String client, long after, int maxMessages, int maxBytes) {
            Queued queued = super.read(node, client, after, maxMessages, maxBytes);
            return filling.remove(client) ? new Queued(List.of(), after) : queued;
        }
    }

    /** Ends sessions that began in a process of which nothing is heard any more. */
    @Breaks(
            value = "DIS-3",
            follows = "FLT-2",
            because = "a process that cannot reach the store is as silent as a dead one")
    static final class EndsWithTheProcess extends MemoryStore {
        private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
        private final Map<String, String> origins = new HashMap<>();
        private final Map<String, Long> signs = new ConcurrentHashMap<>();

        @Override
        public synchronized void create(String node, String client, Map<String, String> attributes) {
            origins.put(client, node);
            super.create(node, client, attributes);
        }

        @Override
        public List<Notice> notices(String node) {
            signs.put(node, System.nanoTime());
            return super.notices(node);
        }

        @Override
        boolean isDue(Session session) {
            String origin = origins.get(session.id.toString());
            long sign = signs.getOrDefault(origin, System.nanoTime());
            return super.isDue(session) || nodes.containsKey(origin) && System.nanoTime() - sign > SILENCE_NANOS;
        }
    }
}
