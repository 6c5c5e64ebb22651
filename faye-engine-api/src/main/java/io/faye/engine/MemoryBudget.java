package io.faye.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the memory that clients make one server hold: queued messages, the slots of queues, subscriptions, requests that
 * have not come to their end, and requests in work. It decides what happens when there is much of it:
 *
 * <ul>
 *   <li>Above three quarters of the limit the holders of most bytes are evicted, the largest first, until five eighths are
 *       in use: a session's queue follows {@link QueueLimits#policy} as if it was full, and a connection is closed.
 *   <li>A request is refused ({@link #admits}) if it needs more than is left. Above three quarters of the limit a long
 *       request is refused earlier than a short one: sixteen of its size have to fit.
 * </ul>
 *
 * <p>Safe for any number of threads. {@link #add} and {@link #release} may be called with a lock held: holders are evicted on
 * the executor.
 */
public final class MemoryBudget {

    /** So many requests of a size have to fit before one is taken, above three quarters of the limit. */
    private static final int TIMES = 16;
    /** G1 gives an array that takes half a region or more whole regions, which are at least this large. */
    private static final int REGION = 1 << 20;

    private static final int ARRAY_HEADER = 16;
    /** The last round would take a million times what is to be freed. */
    private static final int MOST_ROUNDS = 20;

    private final long limit;
    private final long high;
    private final long low;
    private final Executor executor;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicBoolean evicting = new AtomicBoolean();
    private final Set<MemoryHolder> holders = ConcurrentHashMap.newKeySet();
    private final MemoryLog log = new MemoryLog();

    /**
     * Creates a budget of which nothing is in use.
     *
     * @param limit how many bytes may be in use; {@link Long#MAX_VALUE} for no limit
     * @param executor evicts holders
     * @throws IllegalArgumentException if the limit is below 1
     */
    public MemoryBudget(long limit, Executor executor) {
        if (limit < 1) {
            throw new IllegalArgumentException("Expected a limit of memory of 1 byte or more, but got " + limit);
        }
        this.limit = limit;
        this.high = high(limit);
        this.low = limit - limit / 8 * 3;
        this.executor = executor;
    }

    /** {@return a budget without a limit, which counts only} */
    public static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE, Runnable::run);
    }

    /** {@return above what use holders are evicted} */
    static long high(long limit) {
        return limit - limit / 4;
    }

    /** {@return half of the heap that this process may have at most, in bytes} */
    public static long defaultLimit() {
        return Math.max(1, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * {@return how many bytes of the heap an array takes} A large one takes whole MiB, which matters in a small heap.
     *
     * @param length the array's length in bytes
     */
    public static long heapBytes(long length) {
        long bytes = length + ARRAY_HEADER;
        return bytes < REGION / 2 ? bytes : (bytes + REGION - 1) / REGION * REGION;
    }

    /**
     * Asks whether a request may be taken. Reserves nothing.
     *
     * @param bytes how many bytes the request will need
     * @return false if the caller has to refuse the request, and to call {@link #refused}
     */
    public boolean admits(long bytes) {
        long left = limit - used.get();
        return left >= bytes && left >= Math.min(TIMES * bytes, limit / 4);
    }

    /**
     * Counts and logs a refusal, and evicts holders.
     *
     * @param bytes how many bytes the request would have needed
     * @param subject what was asked, and of whom, for the log; without a secret
     */
    public void refused(long bytes, String subject) {
        refused.incrementAndGet();
        log.refused(bytes, subject, usage());
        evictSoon();
    }

    /**
     * Counts memory that is in use from now on. Never fails: what must not be refused any more may exceed the limit.
     *
     * @param bytes how many bytes
     */
    public void add(long bytes) {
        if (used.addAndGet(bytes) > high) {
            evictSoon();
        }
    }

    private void evictSoon() {
        if (!evicting.get() && evicting.compareAndSet(false, true)) {
            try {
                executor.execute(this::evict);
            } catch (RejectedExecutionException e) {
                // The host is closing, and all holders with it.
                evicting.set(false);
            }
        }
    }

    /**
     * Counts memory that is not in use any more.
     *
     * @param bytes how many of the bytes that were added
     */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /**
     * Makes a holder known, which is evicted if it holds more than others when memory is short. Does nothing if it is known.
     *
     * @param holder holds bytes that were added
     */
    public void register(MemoryHolder holder) {
        holders.add(holder);
    }

    /**
     * Forgets a holder. Does nothing if it is not known.
     *
     * @param holder holds nothing, or so little that evicting it would not help
     */
    public void unregister(MemoryHolder holder) {
        holders.remove(holder);
    }

    /** {@return what is in use, and what happened because of the limit} */
    public MemoryUsage usage() {
        return new MemoryUsage(used.get(), limit, refused.get(), evicted.get());
    }

    /**
     * Looks again after each round, because others may have become the largest meanwhile. What several holders share is free
     * only when the last of them is evicted: then a round frees less than was wanted, and the next one wants twice as much.
     */
    private void evict() {
        try {
            for (int round = 0; round < MOST_ROUNDS && used.get() > low; round++) {
                evictLargest((used.get() - low) << round);
            }
        } finally {
            evicting.set(false);
        }
    }

    /** Evicts the holders that hold so many bytes together. */
    private void evictLargest(long bytes) {
        List<Candidate> candidates = holders.stream()
                .map(holder -> new Candidate(holder, holder.heldBytes()))
                .filter(candidate -> candidate.bytes > 0)
                .sorted(Comparator.comparingLong(Candidate::bytes).reversed())
                .toList();
        int count = 0;
        for (long rest = bytes; count < candidates.size() && rest > 0 && used.get() > low; count++) {
            rest -= candidates.get(count).bytes;
            evict(candidates.get(count).holder);
        }
        if (count > 0) {
            Candidate largest = candidates.get(0);
            log.evicted(count, largest.holder, largest.bytes, usage());
        }
    }

    private void evict(MemoryHolder holder) {
        evicted.incrementAndGet();
        try {
            holder.evict();
        } catch (RuntimeException | Error e) {
            log.failed(holder, e);
        }
    }

    /** A holder, with what it held when the candidates were compared. */
    private record Candidate(MemoryHolder holder, long bytes) {}
}
