package io.faye.tck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Does one thing after another, as chance has it, on a thread of its own. */
final class Actor {

    private static final int UNAWAITED = 8;
    private static final int DUELS = 7;
    private static final int LAST_MESSAGES = 3;

    private final SessionPool pool;
    private final SessionOperations operations;
    private final Runnable passTime;
    private final Random random;
    private final List<CompletableFuture<?>> unawaited = new ArrayList<>();

    Actor(SessionPool pool, SessionOperations operations, Runnable passTime, long seed) {
        this.pool = pool;
        this.operations = operations;
        this.passTime = passTime;
        this.random = new Random(seed);
    }

    void act(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            int place = pool.place(random);
            Session session = pool.at(place);
            SimultaneousCalls simultaneous = pool.joins();
            if (simultaneous != null) {
                joins(simultaneous);
            } else if (session.isDoomed() && random.nextInt(4) == 0) {
                replace(place, session);
            } else {
                act(place, session, random.nextInt(1000));
            }
        }
        publishLast();
        awaitAll();
    }

    /** A wake-up that was lost shows best if nothing comes after it. */
    private void publishLast() {
        for (int i = random.nextInt(LAST_MESSAGES); i > 0; i--) {
            later(operations.publish(null, random));
        }
    }

    private void act(int place, Session session, int chance) throws Exception {
        if (chance < 660) {
            later(operation(session, chance));
        } else if (chance < 860) {
            later(deedOfReader(session, chance));
        } else if (chance < 905) {
            operations.attach(session, random);
        } else if (chance < 920) {
            operations.release(session);
        } else if (chance < 945) {
            fight(session);
        } else if (chance < 975) {
            withLeft(pool.left(random));
        } else if (chance < 990) {
            replace(place, session);
        } else {
            passTime.run();
        }
    }

    private CompletableFuture<?> operation(Session session, int chance) {
        if (chance < 60) {
            return operations.publish(null, random);
        } else if (chance < 220) {
            return operations.publish(session, random);
        } else if (chance < 330) {
            return operations.publishMany(session, random);
        } else if (chance < 460) {
            return operations.subscribe(session, random);
        } else if (chance < 560) {
            return operations.unsubscribe(session, random);
        } else if (chance < 590) {
            return operations.ping(session, random);
        }
        return chance < 625 ? operations.attributes(session, random) : operations.set(session, random);
    }

    private CompletableFuture<?> deedOfReader(Session session, int chance) {
        return chance < 780 ? operations.read(session, random) : operations.acknowledge(session, random);
    }

    /** Of sessions that are left to themselves most expire; before, some are still used. */
    private void withLeft(@Nullable Session session) {
        if (session == null) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> later(operations.publish(session, random));
            case 1 -> later(operations.subscribe(session, random));
            case 2 -> later(operations.unsubscribe(session, random));
            case 3 -> later(operations.attributes(session, random));
            case 4 -> later(operations.read(session, random));
            default ->
                later(random.nextInt(4) == 0 ? operations.ping(session, random) : operations.set(session, random));
        }
    }

    private void replace(int place, Session session) throws Exception {
        if (random.nextInt(3) == 0) {
            pool.leave(session, random);
        } else {
            later(operations.destroy(session, random));
        }
        Session fresh = operations.create(random);
        pool.put(place, fresh);
        if (random.nextInt(8) > 0) {
            operations.attach(fresh, random);
        }
    }

    /** Waits for another to do the same, or something else, with the session at the same moment. */
    private void fight(Session session) {
        SimultaneousCalls simultaneous = new SimultaneousCalls(session, random.nextInt(DUELS), random.nextLong());
        if (pool.calls(simultaneous)) {
            simultaneous.meet();
            pool.joins();
            later(deedOfDuel(simultaneous, simultaneous.operation()));
        }
    }

    private void joins(SimultaneousCalls simultaneous) {
        int operation = random.nextBoolean() ? simultaneous.operation() : random.nextInt(DUELS);
        simultaneous.meet();
        later(deedOfDuel(simultaneous, operation));
    }

    private CompletableFuture<?> deedOfDuel(SimultaneousCalls simultaneous, int operation) {
        Session session = simultaneous.session();
        Random same = new Random(simultaneous.seed());
        return switch (operation) {
            case 0 -> operations.subscribe(session, same);
            case 1 -> operations.unsubscribe(session, same);
            case 2 -> operations.acknowledge(session, random);
            case 3 -> operations.set(session, random);
            case 4 -> operations.publish(session, random);
            case 5 -> operations.ping(session, random);
            default -> {
                session.expectEnd();
                yield operations.destroy(session, random);
            }
        };
    }

    private void later(CompletableFuture<?> stage) {
        unawaited.add(stage);
        if (unawaited.size() >= UNAWAITED || random.nextInt(3) == 0) {
            awaitAll();
        }
    }

    /** What fails is on record. */
    private void awaitAll() {
        for (CompletableFuture<?> stage : unawaited) {
            operations.awaitQuietly(stage);
        }
        unawaited.clear();
    }
}
