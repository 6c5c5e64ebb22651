package io.faye.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** A clock that stands still until a test moves it. */
final class ManualTime implements Time {

    /** Between two seconds. */
    private static final Instant START =
            Instant.EPOCH.plus(Duration.ofDays(20_000)).plusMillis(123);

    private final ManualScheduler scheduler;

    ManualTime(Duration patience) {
        scheduler = new ManualScheduler(patience);
    }

    @Override
    public Duration now() {
        return scheduler.now();
    }

    @Override
    public void pass(Duration by) {
        scheduler.advance(by);
    }

    @Override
    public InstantSource clock() {
        return () -> START.plus(now());
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public int scheduled() {
        return scheduler.scheduled();
    }

    @Override
    public void close() {
        scheduler.end();
    }
}
