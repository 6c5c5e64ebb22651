package io.faye.engine.support;

import io.faye.engine.EngineContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;

/**
 * Ends what is not pinged, as rule EXP-1 of {@link io.faye.engine.Engine} wants it, by the clock and on the scheduler
 * of the context. Looks at everything it watches a few times in each timeout, so that a ping has to note the time and
 * nothing else. If many expire at once, the scheduler's other tasks run in between ({@link Turns}). Safe for any number
 * of threads.
 *
 * @param <K> what it watches
 */
public final class Expiry<K> implements AutoCloseable {

    private static final long LONGEST_TICK_MILLIS = 1_000;

    private final InstantSource clock;
    private final Turns turns;
    private final long lifetimeMillis;
    private final Consumer<? super K> expired;
    private final Set<Watch<K>> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean expiring = new AtomicBoolean();
    private final Future<?> ticking;

    /**
     * Starts watching.
     *
     * @param context lends the clock, the scheduler and the timeout
     * @param expired told what has expired, once, on the scheduler's thread
     */
    public Expiry(EngineContext context, Consumer<? super K> expired) {
        Duration timeout = context.timeout();
        long tick = Math.max(1, Math.min(timeout.toMillis() / 4, LONGEST_TICK_MILLIS));
        this.clock = context.clock();
        this.turns = new Turns(context.scheduler());
        this.lifetimeMillis = timeout.multipliedBy(2).toMillis();
        this.expired = expired;
        this.ticking = context.scheduler().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to watch something, as if it was pinged now.
     *
     * @param key what it is
     * @return where to ping it
     */
    public Watch<K> watch(K key) {
        Watch<K> watch = new Watch<>(this, key, clock.millis());
        watches.add(watch);
        return watch;
    }

    private void tick() {
        if (expiring.compareAndSet(false, true)) {
            long oldest = clock.millis() - lifetimeMillis;
            turns.run(watches.iterator(), watch -> expire(watch, oldest), () -> expiring.set(false));
        }
    }

    private void expire(Watch<K> watch, long oldest) {
        if (watch.expire(oldest)) {
            expired.accept(watch.key);
        }
    }

    /** Stops watching: nothing expires any more. */
    @Override
    public void close() {
        ticking.cancel(false);
        watches.clear();
    }

    /**
     * The life of one thing that is watched. It ends once: by expiring or by {@link #end}, whichever comes first.
     *
     * @param <K> what is watched
     */
    public static final class Watch<K> {

        private static final long ENDED = Long.MAX_VALUE;

        @SuppressWarnings("rawtypes")
        private static final AtomicLongFieldUpdater<Watch> PINGED =
                AtomicLongFieldUpdater.newUpdater(Watch.class, "pinged");

        private final Expiry<K> expiry;
        private final K key;
        private volatile long pinged;

        private Watch(Expiry<K> expiry, K key, long now) {
            this.expiry = expiry;
            this.key = key;
            this.pinged = now;
        }

        /** {@return whether it lives; then it does not expire for two timeouts from now} */
        public boolean ping() {
            long now = expiry.clock.millis();
            long seen = pinged;
            while (seen < now && !PINGED.compareAndSet(this, seen, now)) {
                seen = pinged;
            }
            return seen != ENDED;
        }

        /** {@return whether it lives} */
        public boolean isAlive() {
            return pinged != ENDED;
        }

        /** {@return whether it has lived until now; of many callers one gets true} */
        public boolean end() {
            boolean lived = PINGED.getAndSet(this, ENDED) != ENDED;
            expiry.watches.remove(this);
            return lived;
        }

        /** The clock's milliseconds are cut off, hence what was pinged in the very one that is due lives on. */
        private boolean expire(long oldest) {
            long seen = pinged;
            boolean expires = seen < oldest && PINGED.compareAndSet(this, seen, ENDED);
            if (expires) {
                expiry.watches.remove(this);
            }
            return expires;
        }
    }
}
