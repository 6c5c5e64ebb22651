package io.faye.tck.selftest;

import java.util.ArrayList;
import java.util.List;

/** What follows from a change, without a lock: calls of the host, then the completion of the stage. */
final class Work {

    private final List<Runnable> steps = new ArrayList<>();

    void then(Runnable step) {
        steps.add(step);
    }

    void run() {
        steps.forEach(Runnable::run);
    }
}
