package io.faye.tck.selftest.shared;

import io.faye.engine.Engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.selftest.court.Breaks;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

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
    @Breaks("DIS-2")
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
}
