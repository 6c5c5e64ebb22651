package io.faye.tck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Rounds of random operations by many threads; after each round everything comes to rest. */
final class Run {

    private static final int ACTORS = 4;
    private static final int CROWD = 12;
    private static final int OPERATIONS_OF_ROUND = 200;

    private final HistorySettings setting;
    private final SessionOperations operations;
    private final SessionPool pool;
    private final Quiescence quiescence;
    private final ExecutorService actors;
    private final List<Actor> all = new ArrayList<>();

    Run(
            HistorySettings setting,
            SessionOperations operations,
            SessionPool pool,
            Quiescence quiescence,
            Runnable passTime) {
        this.setting = setting;
        this.operations = operations;
        this.pool = pool;
        this.quiescence = quiescence;
        this.actors = Executors.newFixedThreadPool(ACTORS, task -> new Thread(task, "tck-actor"));
        for (int i = 0; i < ACTORS; i++) {
            all.add(new Actor(pool, operations, passTime, setting.seed() * ACTORS + i));
        }
    }

    static SessionPool pool() {
        return new SessionPool(CROWD);
    }

    /** Until there were enough operations, or time is up, or something came to no rest. */
    void run() throws Exception {
        long end = System.nanoTime() + setting.longest().toNanos();
        try {
            begin();
            boolean rested = true;
            while (rested && quiescence.operations() < setting.operations() && System.nanoTime() < end) {
                round();
                rested = quiescence.await();
            }
            if (rested) {
                quiescence.readAll();
            }
        } finally {
            actors.shutdownNow();
        }
    }

    private void begin() throws Exception {
        Random random = new Random(setting.seed());
        for (int place = 0; place < pool.size(); place++) {
            Session session = operations.create(random);
            pool.put(place, session);
            operations.attach(session, random);
        }
    }

    private void round() throws Exception {
        List<Future<?>> acting = new ArrayList<>();
        for (Actor actor : all) {
            acting.add(actors.submit(() -> {
                actor.act(OPERATIONS_OF_ROUND / ACTORS);
                return null;
            }));
        }
        for (Future<?> one : acting) {
            one.get(setting.limit().toMillis() * 2, TimeUnit.MILLISECONDS);
        }
    }
}
