package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/** Wrong about those who listen. */
final class WrongListening {

    private WrongListening() {}

    /** Completes a stage before it reports what was done. */
    @Breaks("EVT-1")
    static final class CompletesFirst extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern, Work work) {
            Work report = new Work();
            Change change = super.subscribe(session, pattern, report);
            work.afterwards(report::run);
            return change;
        }
    }

    /** Fails what a client does when the listener throws. */
    @Breaks("EVT-3")
    static final class FailsWithItsListener extends WrongEngine {
        private static final ThreadLocal<Throwable> THROWN = new ThreadLocal<>();

        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                void pass(Runnable event) {
                    try {
                        event.run();
                    } catch (RuntimeException | Error e) {
                        THROWN.set(e);
                        throw e;
                    }
                }
            };
        }

        @Override
        public CompletionStage<Void> publish(Message message) {
            THROWN.remove();
            return super.publish(message).thenCompose(done -> {
                Throwable failure = THROWN.get();
                return failure == null
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(new EngineException("The listener threw", failure));
            });
        }
    }

    /** Skips the wake-ups of a message when the listener throws. */
    @Breaks("EVT-3")
    static final class StopsWithItsListener extends SmallEngine {
        private static final ThreadLocal<Boolean> THROWN = ThreadLocal.withInitial(() -> false);

        @Override
        void guard(Runnable call) {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                THROWN.set(true);
            }
        }

        @Override
        void wake(SmallSession session, Work work) {
            work.then(() -> {
                if (!THROWN.get()) {
                    tell(() -> host.messagesAvailable(session.id));
                }
                THROWN.set(false);
            });
        }
    }

    /** Lets one listener's slowness delay the events of all clients. */
    @Breaks(
            value = {"EVT-3", "THR-1"},
            because = "it does so with a lock")
    static final class TellsOneAfterTheOther extends WrongEngine {
        private final ReentrantLock turn = new ReentrantLock(true);

        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                void pass(Runnable event) {
                    turn.lock();
                    try {
                        event.run();
                    } finally {
                        turn.unlock();
                    }
                }
            };
        }
    }

    /** Refuses what a listener asks for when it hears of a subscription. */
    @Breaks("EVT-3")
    static final class RefusesListeners extends WrongEngine {
        private static final ThreadLocal<Boolean> REPORTING = ThreadLocal.withInitial(() -> false);

        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                public void subscribe(ClientId client, ChannelPattern pattern) {
                    REPORTING.set(true);
                    try {
                        super.subscribe(client, pattern);
                    } finally {
                        REPORTING.set(false);
                    }
                }
            };
        }

        @Override
        public CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern) {
            return REPORTING.get()
                    ? CompletableFuture.failedStage(new EngineException("Called from within a listener"))
                    : super.subscribe(client, pattern);
        }
    }
}
