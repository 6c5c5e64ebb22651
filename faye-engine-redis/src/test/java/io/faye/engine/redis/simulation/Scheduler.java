package io.faye.engine.redis.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Decides by a seed who acts next, and how time passes meanwhile. */
final class Scheduler {

    /** As a machine's time is about now, so that ids of the log have their usual length. */
    static final long START = 1_800_000_000_000L;

    private static final int TRACED = 10_000;
    private static final int LONGEST_INTERLEAVING = 4;
    private static final int CHANGE_OF_SPEED = 200;

    /** How different the threads, connections and clients are. */
    enum Pace {
        /** None is so slow that it looks as if it had failed. */
        EVEN,
        /** Some are much slower than others for a while, and there are pauses of all. */
        UNEVEN
    }

    private final Random random;
    private final Pace pace;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> ready = new ArrayList<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private final List<Throwable> faults = new ArrayList<>();
    private long now = START;
    private long steps;
    private long digest;

    Scheduler(long seed, Pace pace) {
        this.random = new Random(seed);
        this.pace = pace;
    }

    Random random() {
        return random;
    }

    long millis() {
        return now;
    }

    Duration elapsed() {
        return Duration.ofMillis(now - START);
    }

    long steps() {
        return steps;
    }

    /** {@return a number that two runs have in common only if they took the same way} */
    long digest() {
        return digest;
    }

    void add(Actor actor) {
        actors.add(actor);
    }

    /** What must not happen: a fault that the engine would log as an error. */
    void report(Throwable fault) {
        faults.add(fault);
    }

    List<Throwable> faults() {
        return faults;
    }

    /** Notes what happens, for who reads a trace. */
    void note(String what) {
        digest = digest * 31 + what.hashCode();
        trace.addLast((now - START) + " " + what);
        if (trace.size() > TRACED) {
            trace.removeFirst();
        }
    }

    List<String> trace() {
        return List.copyOf(trace);
    }

    /** Runs until something is so, or some time has passed. */
    void run(BooleanSupplier until, Duration longest) {
        long end = now + longest.toMillis();
        while (!until.getAsBoolean() && now < end) {
            step(end);
        }
    }

    /** Others act while an actor waits for an answer. */
    void interleave() {
        for (int i = random.nextInt(LONGEST_INTERLEAVING); i > 0; i--) {
            step(now);
        }
    }

    /** One actor acts, or time passes until one can. */
    private void step(long end) {
        steps++;
        if (steps % CHANGE_OF_SPEED == 0) {
            changeSpeeds();
        }
        long next = findReady();
        if (ready.isEmpty()) {
            now = Math.max(now, Math.min(end, next));
            return;
        }
        if (now < end && random.nextInt(4) == 0) {
            now = Math.min(end, now + pause());
        }
        Actor chosen = choose();
        digest = digest * 31 + chosen.toString().hashCode() + now;
        chosen.actOnce();
    }

    private long findReady() {
        ready.clear();
        long next = Actor.NEVER;
        for (int i = 0; i < actors.size(); i++) {
            Actor actor = actors.get(i);
            long at = actor.actsAt();
            if (at <= now) {
                ready.add(actor);
            } else {
                next = Math.min(next, at);
            }
        }
        return next;
    }

    /** Mostly a moment, seldom so long that something else times out. */
    private long pause() {
        return pace == Pace.UNEVEN && random.nextInt(50) == 0 ? random.nextInt(400) : random.nextInt(3);
    }

    private Actor choose() {
        double sum = 0;
        for (Actor actor : ready) {
            sum += actor.weight();
        }
        double chosen = random.nextDouble() * sum;
        for (Actor actor : ready) {
            chosen -= actor.weight();
            if (chosen <= 0) {
                return actor;
            }
        }
        return ready.get(ready.size() - 1);
    }

    private void changeSpeeds() {
        actors.removeIf(Actor::isOver);
        double least = pace == Pace.UNEVEN ? 0.03 : 0.2;
        for (Actor actor : actors) {
            actor.weight(random.nextInt(4) == 0 ? least : 1);
        }
    }
}
