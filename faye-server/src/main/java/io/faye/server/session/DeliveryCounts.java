package io.faye.server.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the sessions of one server are given. Safe for threads. */
public final class DeliveryCounts {

    /** Transports are few: their names come from programs, not from clients. */
    private final Map<String, LongAdder> delivered = new ConcurrentHashMap<>();

    private final LongAdder redelivered = new LongAdder();
    private final LongAdder moved = new LongAdder();

    /** Creates counts of nothing. */
    public DeliveryCounts() {}

    /**
     * {@return how many messages were given to connections of a transport}
     *
     * @param transport its name
     */
    public long delivered(String transport) {
        LongAdder count = delivered.get(transport);
        return count == null ? 0 : count.sum();
    }

    /** {@return how many messages were given again} */
    public long redelivered() {
        return redelivered.sum();
    }

    /** {@return how many sessions other processes have taken over} */
    public long moved() {
        return moved.sum();
    }

    /** {@return the count of a transport, to be kept by whoever delivers often} */
    LongAdder of(String transport) {
        LongAdder known = delivered.get(transport);
        return known == null ? delivered.computeIfAbsent(transport, name -> new LongAdder()) : known;
    }

    void redelivered(long messages) {
        redelivered.add(messages);
    }

    void sessionMoved() {
        moved.increment();
    }
}
