package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import io.faye.tck.selftest.court.ForwardingListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Wrong about locks and about the threads of others. */
final class WrongThreads {

    private WrongThreads() {}

    /** Calls {@code messagesAvailable} with a lock held that a read needs. */
    @Breaks("THR-1")
    static final class WakesWithALock extends WrongEngine {
        private final Object lock = new Object();

        @Override
        AttachmentListener listener(ClientId client, AttachmentListener lent) {
            return new ForwardingListener(lent) {
                @Override
                public void messagesAvailable() {
                    synchronized (lock) {
                        super.messagesAvailable();
                    }
                }
            };
        }

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    synchronized (lock) {
                        return super.read(after, maxMessages, maxBytes);
                    }
                }
            };
        }
    }

    /** Calls {@code ended} with a lock held that a ping needs. */
    @Breaks("THR-1")
    static final class EndsWithALock extends WrongEngine {
        private final Object lock = new Object();

        @Override
        AttachmentListener listener(ClientId client, AttachmentListener lent) {
            return new ForwardingListener(lent) {
                @Override
                public void ended() {
                    synchronized (lock) {
                        super.ended();
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

    /** Completes subscriptions with a lock held that the end of a subscription needs. */
    @Breaks(
            value = "THR-1",
            follows = {"EVT-1", "ORD-1", "SUB-2"},
            because = "others wait as long as a slow listener holds the lock")
    static final class CompletesWithALock extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(4);
        private final Object lock = new Object();

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return elsewhere.complete(super.subscribe(client, pattern), completion -> {
                synchronized (lock) {
                    completion.run();
                }
            });
        }

        @Override
        public CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern) {
            synchronized (lock) {
                return super.unsubscribe(client, pattern);
            }
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Ends sessions that have expired with a lock held that everything needs. */
    @Breaks(value = "THR-1", follows = "EXP-2", because = "others wait while it tells of the end")
    static final class ExpiresWithALock extends SmallEngine {
        @Override
        void expired(SmallSession session) {
            synchronized (this) {
                super.expired(session);
            }
        }
    }

    /** Completes lists of sessions with a lock held that a ping needs. */
    @Breaks("THR-1")
    static final class ListsWithALock extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(4);
        private final Object lock = new Object();

        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return elsewhere.complete(super.clients(cursor, limit), completion -> {
                synchronized (lock) {
                    completion.run();
                }
            });
        }

        @Override
        public CompletionStage<Boolean> ping(ClientId client) {
            synchronized (lock) {
                return super.ping(client);
            }
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Completes what removes an attribute with a lock held that looking at attributes needs. */
    @Breaks("THR-1")
    static final class RemovesWithALock extends WrongEngine {
        private final Elsewhere elsewhere = new Elsewhere(4);
        private final Object lock = new Object();

        @Override
        public CompletionStage<Change> removeAttribute(ClientId client, String name) {
            return elsewhere.complete(super.removeAttribute(client, name), completion -> {
                synchronized (lock) {
                    completion.run();
                }
            });
        }

        @Override
        public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
            synchronized (lock) {
                return super.attributes(client);
            }
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }

    /** Refuses what is asked for while a subscription completes, which a listener does. */
    @Breaks(value = "EVT-3", follows = "SUB-1", because = "a call that is refused changes and reports nothing")
    static final class RefusesListeners extends WrongEngine {
        private static final ThreadLocal<Boolean> COMPLETING = ThreadLocal.withInitial(() -> false);
        private final Elsewhere elsewhere = new Elsewhere(4);

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return COMPLETING.get()
                    ? CompletableFuture.failedStage(new EngineException("Called while a subscription completes"))
                    : elsewhere.complete(super.subscribe(client, pattern), RefusesListeners::complete);
        }

        private static void complete(Runnable completion) {
            COMPLETING.set(true);
            completion.run();
            COMPLETING.remove();
        }

        @Override
        public void close() {
            super.close();
            elsewhere.close();
        }
    }
}
