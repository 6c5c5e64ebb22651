package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Wrong about who there is. */
final class WrongClients {

    private WrongClients() {}

    /** Gives the id of a client that was ended without having attached or subscribed to the next one. */
    @Breaks("CLI-1")
    static final class ReusesIds extends WrongEngine {
        private final Queue<ClientId> free = new ConcurrentLinkedQueue<>();
        private final Set<ClientId> used = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Optional<Map<String, String>>> attach(ClientId client) {
            used.add(client);
            return super.attach(client);
        }

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            used.add(client);
            return super.subscribe(client, pattern);
        }

        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            return super.destroyClient(client).thenApply(ended -> {
                if (ended && !used.contains(client)) {
                    free.add(client);
                }
                return ended;
            });
        }

        @Override
        EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public ClientId newClientId() {
                    ClientId one = free.poll();
                    return one == null ? super.newClientId() : one;
                }
            };
        }
    }

    /** Reports the handshake before the id can be used. */
    @Breaks("CLI-1")
    static final class ReportsHandshakesEarly extends WrongEngine {
        private volatile boolean closed;

        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                public ClientId newClientId() {
                    ClientId client = super.newClientId();
                    if (!closed) {
                        report(() -> listener.handshake(client));
                    }
                    return client;
                }

                @Override
                public void handshake(ClientId client) {}
            };
        }

        private static void report(Runnable event) {
            try {
                event.run();
            } catch (RuntimeException | Error e) {
                LoggerFactory.getLogger(ReportsHandshakesEarly.class).debug("A listener threw", e);
            }
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    /** Says of an unknown client that it was not subscribed. */
    @Breaks("CLI-2")
    static final class KnowsStrangers extends WrongEngine {
        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            return super.unsubscribe(client, pattern)
                    .thenApply(change -> change == Change.UNKNOWN_CLIENT ? Change.UNCHANGED : change);
        }
    }

    /** Fails when an unknown client is released. */
    @Breaks(
            value = "CLI-2",
            follows = "THR-1",
            because = "operations that fail for strangers do not complete among others either")
    static final class FailsForStrangers extends WrongEngine {
        @Override
        public CompletionStage<Void> release(ClientId client) {
            return right.clientExists(client)
                    .thenCompose(known -> known
                            ? right.release(client)
                            : CompletableFuture.failedStage(new EngineException("No such client: " + client)));
        }
    }

    /** Lets be read what an ended client left behind. */
    @Breaks("CLI-2")
    static final class ReadsGraves extends WrongEngine {
        private final Map<ClientId, Batch> graves = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            return right.read(client, 0, Integer.MAX_VALUE, Integer.MAX_VALUE).thenCompose(left -> {
                graves.putIfAbsent(client, left);
                return right.destroyClient(client);
            });
        }

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            Batch left = graves.get(client);
            return left == null
                    ? super.read(client, after, maxMessages, maxBytes)
                    : CompletableFuture.completedStage(left);
        }
    }

    /** Tells both of two callers who destroy a client at once that they did it. */
    @Breaks(value = "CLI-3", race = true)
    static final class HasTwoDestroyers extends WrongEngine {
        @Override
        public CompletionStage<Boolean> destroyClient(ClientId client) {
            return right.clientExists(client).thenCompose(there -> {
                Moment.pass();
                return right.destroyClient(client).thenApply(done -> there);
            });
        }
    }
}
