package io.faye.engine.redis.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Runs of many seeds. */
final class Exploration {

    /** As many as tell what is wrong; the rest of a fault's finds say the same. */
    private static final int ENOUGH = 3;

    private final Trouble trouble;
    private final int enough;
    private final List<Finding> found = new ArrayList<>();
    private long runs;
    private long steps;

    private Exploration(Trouble trouble, int enough) {
        this.trouble = trouble;
        this.enough = enough;
    }

    static Exploration of(Trouble trouble) {
        return new Exploration(trouble, ENOUGH);
    }

    /** {@return in which run something is found first; 0 if in none} {@link FaultyEngine} calls it by its name. */
    static int findOne(String trouble, int runs) {
        Exploration exploration = new Exploration(Trouble.valueOf(trouble), 1).run(1, runs);
        return exploration.found.isEmpty() ? 0 : (int) exploration.runs;
    }

    Exploration run(long firstSeed, long count) {
        try (LuaScripts scripts = new LuaScripts()) {
            LongStream.range(firstSeed, firstSeed + count)
                    .takeWhile(seed -> found.size() < enough)
                    .forEach(seed -> add(Simulation.run(seed, trouble, scripts)));
        }
        return this;
    }

    private void add(Finding finding) {
        runs++;
        steps += finding.steps();
        if (!finding.faults().isEmpty()) {
            found.add(finding);
        }
    }

    /** {@return what was found, for people; empty if nothing was} */
    String describe() {
        return String.join("\n\n", found.stream().map(Finding::describe).toList());
    }

    String figures() {
        return trouble + ": " + runs + " runs, " + steps + " steps";
    }
}
