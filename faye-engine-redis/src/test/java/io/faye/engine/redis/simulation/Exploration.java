package io.faye.engine.redis.simulation;

import io.faye.engine.redis.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Runs of many seeds. */
final class Exploration {

    /** As many as tell what is wrong; the rest of a fault's finds say the same. */
    private static final int ENOUGH = 3;

    private final Trouble trouble;
    private final List<Finding> found = new ArrayList<>();
    private Consumer<Node> tampering = node -> {};
    private UnaryOperator<String> change = text -> text;
    private long runs;
    private long steps;

    private Exploration(Trouble trouble) {
        this.trouble = trouble;
    }

    static Exploration of(Trouble trouble) {
        return new Exploration(trouble);
    }

    /** Puts a fault into each process. */
    Exploration tamperedWith(Consumer<Node> fault) {
        tampering = fault;
        return this;
    }

    /** Puts a fault into the scripts, each of which is given and returned. */
    Exploration withScripts(UnaryOperator<String> fault) {
        change = fault;
        return this;
    }

    Exploration run(long firstSeed, long count) {
        try (LuaScripts scripts = new LuaScripts(change)) {
            LongStream.range(firstSeed, firstSeed + count)
                    .takeWhile(seed -> found.size() < ENOUGH)
                    .forEach(seed -> add(Simulation.run(seed, trouble, scripts, tampering)));
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

    List<Finding> found() {
        return found;
    }

    /** {@return what was found, for people; empty if nothing was} */
    String describe() {
        return String.join("\n\n", found.stream().map(Finding::describe).toList());
    }

    String figures() {
        return trouble + ": " + runs + " runs, " + steps + " steps";
    }
}
