package io.faye.engine.redis.simulation;

import io.faye.tck.history.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** What came of a run. */
final class Finding {

    private static final int SHOWN = 150;

    private final long seed;
    private final Trouble trouble;
    private final CheckResult outcome;
    private final Scheduler scheduler;

    Finding(long seed, Trouble trouble, CheckResult outcome, Scheduler scheduler) {
        this.seed = seed;
        this.trouble = trouble;
        this.outcome = outcome;
        this.scheduler = scheduler;
    }

    /** {@return the rules that were broken, and what should not have been thrown; empty if all was well} */
    List<String> faults() {
        List<String> faults = new ArrayList<>(outcome.broken());
        scheduler.faults().forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    long digest() {
        return scheduler.digest();
    }

    long steps() {
        return scheduler.steps();
    }

    /** {@return what happened, step by step} */
    List<String> trace() {
        return scheduler.trace();
    }

    /** {@return what happened, for people} */
    String describe() {
        StringBuilder text = new StringBuilder("Seed " + seed + " with trouble " + trouble + ": " + faults());
        outcome.broken().forEach(rule -> text.append("\n")
                .append(rule)
                .append(": ")
                .append(outcome.failure(rule).orElse("")));
        List<String> trace = scheduler.trace();
        text.append("\nThe last of what happened, with the time in ms:\n");
        trace.stream().skip(Math.max(0, trace.size() - SHOWN)).forEach(line -> text.append(line)
                .append("\n"));
        return text.toString();
    }
}
