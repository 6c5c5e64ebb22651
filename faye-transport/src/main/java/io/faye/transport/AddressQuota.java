package io.faye.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what each address has, up to a limit. It remembers an address while the address has something. Safe for threads. */
public final class AddressQuota {

    private volatile int most;
    private final ConcurrentMap<AddressKey, Integer> counts = new ConcurrentHashMap<>();

    /**
     * Creates an empty count.
     *
     * @param most how many each address may have, 0 for any number
     */
    public AddressQuota(int most) {
        this.most = most;
    }

    /**
     * Changes the limit. What is counted stays.
     *
     * @param value how many each address may have, 0 for any number
     */
    public void limit(int value) {
        most = value;
    }

    /**
     * {@return whether one more is counted, or false if the address has as many as it may have}
     *
     * @param address the address
     */
    public boolean acquire(AddressKey address) {
        int limit = most == 0 ? Integer.MAX_VALUE : most;
        AtomicBoolean acquired = new AtomicBoolean();
        counts.compute(address, (key, count) -> {
            int held = count == null ? 0 : count;
            acquired.set(held < limit);
            return acquired.get() ? held + 1 : count;
        });
        return acquired.get();
    }

    /**
     * Counts one less.
     *
     * @param address the address, for which {@link #acquire} was true
     */
    public void release(AddressKey address) {
        counts.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
