package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wrong about its end. */
final class WrongClosing {

    private WrongClosing() {}

    /** Leaves a thread behind. */
    @Breaks("LIF-1")
    static final class LeavesAThread extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            Thread thread = new Thread(LeavesAThread::idle, "left-behind");
            thread.setDaemon(true);
            thread.start();
            return lent;
        }

        /** Not for ever, lest the threads of a hundred tests lie about. */
        private static void idle() {
            try {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Leaves a timer behind. */
    @Breaks("LIF-1")
    static final class LeavesATimer extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            lent.scheduler().scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
            return lent;
        }
    }

    /** Answers pings still when it is closed. */
    @Breaks("LIF-1")
    static final class AnswersWhenClosed extends WrongEngine {
        private volatile boolean closed;

        @Override
        public CompletionStage<Boolean> ping(ClientId client) {
            return closed ? CompletableFuture.completedStage(false) : super.ping(client);
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    /** Reports nothing any more a moment before it answers nothing any more. */
    @Breaks(value = "EVT-1", race = true)
    static final class FallsSilentFirst extends WrongEngine {
        private volatile boolean silent;

        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                void pass(Runnable event) {
                    if (!silent) {
                        super.pass(event);
                    }
                }
            };
        }

        @Override
        public void close() {
            silent = true;
            Moment.pass();
            super.close();
        }
    }

    /** Cannot be closed twice. */
    @Breaks("LIF-1")
    static final class ClosesOnce extends WrongEngine {
        private boolean closed;

        @Override
        public void close() {
            if (closed) {
                throw new EngineException("The engine is closed already");
            }
            closed = true;
            super.close();
        }
    }

    /** Ends all sessions, and reports that, when it closes. */
    @Breaks("LIF-1")
    static final class EndsSessionsWhenItCloses extends WrongEngine {
        @Override
        public void close() {
            right.clients(null, Integer.MAX_VALUE).thenApply(Page::clients).thenAccept(all -> all.keySet()
                    .forEach(right::destroyClient));
            super.close();
        }
    }

    /** Leaves what is in flight when it closes without an answer. */
    @Breaks("LIF-1")
    static final class LeavesCallersWaiting extends SmallEngine {
        @Override
        void failInFlight(CompletableFuture<?> stage) {}
    }
}
