package io.faye.tck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Does one thing after another, as chance has it, on a thread of its own. */
final class Actor {

    private static final int UNAWAITED = 8;
    private static final int LONGEST_PAUSE_NANOS = 20_000;

    private final Crowd crowd;
    private final Deeds deeds;
    private final Runnable passTime;
    private final Random random;
    private final List<CompletableFuture<?>> unawaited = new ArrayList<>();

    Actor(Crowd crowd, Deeds deeds, Runnable passTime, long seed) {
        this.crowd = crowd;
        this.deeds = deeds;
        this.passTime = passTime;
        this.random = new Random(seed);
    }

    void act(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            int place = crowd.place(random);
            Session session = crowd.at(place);
            if (session.isDoomed() && random.nextInt(4) == 0) {
                later(deeds.destroy(session, random));
            } else {
                act(place, session, random.nextInt(1000));
            }
        }
        awaitAll();
    }

    private void act(int place, Session session, int chance) throws Exception {
        if (chance < 660) {
            later(deed(session, chance));
        } else if (chance < 860) {
            later(deedOfReader(session, chance));
        } else if (chance < 905) {
            deeds.attach(session, random);
        } else if (chance < 920) {
            deeds.release(session);
        } else if (chance < 975) {
            withLeft(crowd.left(random));
        } else if (chance < 990) {
            replace(place, session);
        } else {
            passTime.run();
        }
    }

    private CompletableFuture<?> deed(Session session, int chance) {
        if (chance < 60) {
            return deeds.publish(null, random);
        } else if (chance < 220) {
            return deeds.publish(session, random);
        } else if (chance < 330) {
            return deeds.publishMany(session, random);
        } else if (chance < 460) {
            return deeds.subscribe(session, random);
        } else if (chance < 560) {
            return deeds.unsubscribe(session, random);
        } else if (chance < 590) {
            return deeds.ping(session, random);
        }
        return chance < 625 ? deeds.attributes(session, random) : deeds.set(session, random);
    }

    private CompletableFuture<?> deedOfReader(Session session, int chance) {
        return chance < 780 ? deeds.read(session, random) : deeds.acknowledge(session, random);
    }

    /** Of sessions that are left to themselves most expire; before, some are still used. */
    private void withLeft(@Nullable Session session) {
        if (session == null) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> later(deeds.publish(session, random));
            case 1 -> later(deeds.subscribe(session, random));
            case 2 -> later(deeds.unsubscribe(session, random));
            case 3 -> later(deeds.attributes(session, random));
            case 4 -> later(deeds.read(session, random));
            default -> later(random.nextInt(4) == 0 ? deeds.ping(session, random) : deeds.set(session, random));
        }
    }

    private void replace(int place, Session session) throws Exception {
        if (random.nextInt(3) == 0) {
            crowd.leave(session, random);
        } else {
            end(place, session);
        }
        Session fresh = deeds.create(random);
        crowd.put(place, fresh);
        if (random.nextInt(8) > 0) {
            deeds.attach(fresh, random);
        }
    }

    /** Others see that it is about to end, and come to do something with it at that moment. */
    private void end(int place, Session session) throws Exception {
        session.doom();
        crowd.gatherAt(place);
        long until = System.nanoTime() + random.nextInt(LONGEST_PAUSE_NANOS);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        later(deeds.destroy(session, random));
        if (random.nextBoolean()) {
            awaitAll();
        }
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
            deeds.awaitQuietly(stage);
        }
        unawaited.clear();
    }
}
