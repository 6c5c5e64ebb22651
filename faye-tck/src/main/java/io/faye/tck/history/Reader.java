package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.tck.history.Call.ReadFrom;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads for one session in one process as a host does: when it was told to, and until nothing is left. */
final class Reader {

    private static final int MOST = 12;

    private final Session session;
    private final RecordedEngine engine;
    private final Executor threads;
    private final Random random;
    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean stopped;
    private long after;

    Reader(Session session, RecordedEngine engine, Executor threads, long seed) {
        this.session = session;
        this.engine = engine;
        this.threads = threads;
        this.random = new Random(seed);
    }

    /** Reads, and once more if told so meanwhile. */
    void available() {
        if (!stopped && told.getAndIncrement() == 0) {
            threads.execute(() -> readAll(told.get()));
        }
    }

    void stop() {
        stopped = true;
    }

    /** Stages complete on any thread: each goes on with the next read. */
    private void readAll(int seen) {
        int most = 1 + random.nextInt(MOST);
        int bytes = random.nextInt(8) == 0 ? 150 : Integer.MAX_VALUE;
        boolean again = random.nextInt(16) == 0;
        CompletionStage<Batch> read = engine.read(session.client(), new ReadFrom(again ? 0 : after, most, bytes));
        read.whenCompleteAsync(
                (batch, failure) -> {
                    if (failure == null) {
                        note(batch);
                    }
                    boolean more = failure == null && (again || batch.messages().size() == most);
                    next(seen, more);
                },
                threads);
    }

    private void next(int seen, boolean more) {
        if (stopped) {
            return;
        }
        if (more) {
            readAll(seen);
        } else if (!told.compareAndSet(seen, 0)) {
            readAll(told.get());
        }
    }

    private void note(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        after = Math.max(after, batch.last());
        session.hasRead(batch);
        if (random.nextInt(3) > 0) {
            engine.acknowledge(session.client(), batch.last());
        }
    }
}
