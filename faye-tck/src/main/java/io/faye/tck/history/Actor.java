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
            Duel duel = crowd.joins();
            if (duel != null) {
                joins(duel);
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
            later(deeds.publish(null, random));
        }
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
        } else if (chance < 945) {
            fight(session);
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
            later(deeds.destroy(session, random));
        }
        Session fresh = deeds.create(random);
        crowd.put(place, fresh);
        if (random.nextInt(8) > 0) {
            deeds.attach(fresh, random);
        }
    }

    /** Waits for another to do the same, or something else, with the session at the same moment. */
    private void fight(Session session) {
        Duel duel = new Duel(session, random.nextInt(DUELS), random.nextLong());
        if (crowd.calls(duel)) {
            duel.meet();
            crowd.joins();
            later(deedOfDuel(duel, duel.deed()));
        }
    }

    private void joins(Duel duel) {
        int deed = random.nextBoolean() ? duel.deed() : random.nextInt(DUELS);
        duel.meet();
        later(deedOfDuel(duel, deed));
    }

    private CompletableFuture<?> deedOfDuel(Duel duel, int deed) {
        Session session = duel.session();
        Random same = new Random(duel.seed());
        return switch (deed) {
            case 0 -> deeds.subscribe(session, same);
            case 1 -> deeds.unsubscribe(session, same);
            case 2 -> deeds.acknowledge(session, random);
            case 3 -> deeds.set(session, random);
            case 4 -> deeds.publish(session, random);
            case 5 -> deeds.ping(session, random);
            default -> {
                session.doom();
                yield deeds.destroy(session, random);
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
            deeds.awaitQuietly(stage);
        }
        unawaited.clear();
    }
}
