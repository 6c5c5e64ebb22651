package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.tck.history.Call.ReadFrom;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads with one attachment as a host does: when it was told to, and until nothing is left. */
final class Reader {

    private static final int MOST = 12;

    private final Session session;
    private final Executor threads;
    private final Random random;
    private final AtomicInteger told = new AtomicInteger();
    private volatile @Nullable RecordedAttachment attachment;
    private volatile boolean stopped;
    private long after;

    Reader(Session session, Executor threads, long seed) {
        this.session = session;
        this.threads = threads;
        this.random = new Random(seed);
    }

    /** Reads once by itself; what it was told before this is seen by that. */
    void begin(RecordedAttachment opened) {
        attachment = opened;
        available();
    }

    /** Reads, and once more if told so meanwhile. */
    void available() {
        RecordedAttachment opened = attachment;
        if (opened != null && !stopped && told.getAndIncrement() == 0) {
            threads.execute(() -> readAll(opened, told.get()));
        }
    }

    void stop() {
        stopped = true;
    }

    /** Stages complete on any thread: each goes on with the next read. */
    private void readAll(RecordedAttachment opened, int seen) {
        int most = 1 + random.nextInt(MOST);
        int bytes = random.nextInt(8) == 0 ? 150 : Integer.MAX_VALUE;
        boolean again = random.nextInt(16) == 0;
        CompletionStage<Batch> read = opened.read(new ReadFrom(opened.number(), again ? 0 : after, most, bytes));
        read.whenCompleteAsync(
                (batch, failure) -> {
                    if (failure == null) {
                        note(opened, batch);
                    }
                    boolean more = failure == null && (again || batch.messages().size() == most);
                    next(opened, seen, more);
                },
                threads);
    }

    private void next(RecordedAttachment opened, int seen, boolean more) {
        if (stopped) {
            return;
        }
        if (more) {
            readAll(opened, seen);
        } else if (!told.compareAndSet(seen, 0)) {
            readAll(opened, told.get());
        }
    }

    private void note(RecordedAttachment opened, Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        after = Math.max(after, batch.last());
        session.hasRead(batch);
        if (random.nextInt(3) > 0) {
            opened.acknowledge(batch.last());
        }
    }
}
