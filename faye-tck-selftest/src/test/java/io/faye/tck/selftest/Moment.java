package io.faye.tck.selftest;

import java.util.concurrent.locks.LockSupport;

/** As long as a backend takes to answer: what races meets it there. */
final class Moment {

    private static final long NANOS = 50_000;

    private Moment() {}

    static void pass() {
        LockSupport.parkNanos(NANOS);
    }
}
