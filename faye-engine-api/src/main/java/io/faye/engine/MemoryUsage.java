package io.faye.engine;

/**
 * What a {@link MemoryBudget} says of itself.
 *
 * @param used how many bytes are in use
 * @param limit how many bytes may be in use; {@link Long#MAX_VALUE} for no limit
 * @param refused how many requests were refused since the start, because they asked for memory that was not left
 * @param evicted how many queues and connections had to give up what they held since the start
 */
public record MemoryUsage(long used, long limit, long refused, long evicted) {

    /** {@return whether so much is in use that the largest holders of memory are evicted} */
    public boolean isShort() {
        return used > MemoryBudget.high(limit);
    }

    /** {@return the figures in use and allowed, such as {@code 97.2 of 128.0 MiB}} */
    @Override
    public String toString() {
        return MemoryLog.mebibytes(used) + " of " + MemoryLog.mebibytes(limit) + " MiB";
    }
}
