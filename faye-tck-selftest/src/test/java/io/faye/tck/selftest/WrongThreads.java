package io.faye.tck.selftest;

import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Lent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Wrong about locks. */
final class WrongThreads {

    private WrongThreads() {}

    /** Wakes the host with a lock held that reading needs. */
    @Breaks("THR-1")
    static final class WakesWithALock extends WrongEngine {
        private final Object lock = new Object();

        @Override
        EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public void messagesAvailable(ClientId client) {
                    synchronized (lock) {
                        super.messagesAvailable(client);
                    }
                }
            };
        }

        @Override
        public CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes) {
            synchronized (lock) {
                return super.read(client, after, maxMessages, maxBytes);
            }
        }
    }

    /** Closes a client with a lock held that pinging needs. */
    @Breaks("THR-1")
    static final class ClosesWithALock extends WrongEngine {
        private final Object lock = new Object();

        @Override
        EngineContext lend(EngineContext lent) {
            return new Lent(lent) {
                @Override
                public void clientClosed(ClientId client) {
                    synchronized (lock) {
                        super.clientClosed(client);
                    }
                }
            };
        }

        @Override
        public CompletionStage<Boolean> ping(ClientId client) {
            synchronized (lock) {
                return super.ping(client);
            }
        }
    }

    /** Completes the stages of subscriptions with a lock held that all of them need. */
    @Breaks("THR-1")
    static final class CompletesWithALock extends WrongEngine {
        private final Object lock = new Object();

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            CompletableFuture<Change> stage = new CompletableFuture<>();
            super.subscribe(client, pattern).whenComplete((change, fault) -> {
                synchronized (lock) {
                    complete(stage, change, fault);
                }
            });
            return stage;
        }

        private static void complete(CompletableFuture<Change> stage, Change change, @Nullable Throwable fault) {
            if (fault == null) {
                stage.complete(change);
            } else {
                stage.completeExceptionally(fault);
            }
        }

        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            synchronized (lock) {
                return super.unsubscribe(client, pattern);
            }
        }
    }
}
