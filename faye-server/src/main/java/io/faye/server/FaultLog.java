package io.faye.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the lines about faults of plugged-in code: one a second at most for each class that fails. */
final class FaultLog {

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final Map<Class<?>, Culprit> culprits = new ConcurrentHashMap<>();

    /** {@return how many lines were left out before this one; negative if this one is left out too} */
    long turn(Object culprit) {
        return culprits.computeIfAbsent(culprit.getClass(), key -> new Culprit())
                .turn(System.nanoTime());
    }

    private static final class Culprit {

        private boolean logged;
        private long due;
        private long leftOut;

        synchronized long turn(long now) {
            if (logged && now - due < 0) {
                leftOut++;
                return -1;
            }
            long before = leftOut;
            logged = true;
            due = now + PERIOD;
            leftOut = 0;
            return before;
        }
    }
}
