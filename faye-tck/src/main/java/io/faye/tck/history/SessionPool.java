package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The sessions of a run: some are in use, the others expire. */
final class SessionPool {

    private static final int LEFT = 8;

    private final AtomicReferenceArray<Session> used;
    private final AtomicReferenceArray<Session> left = new AtomicReferenceArray<>(LEFT);
    private final Map<ClientId, Session> all = new ConcurrentHashMap<>();
    /** Many threads do something with the same session at once, because it is where faults show. */
    private volatile int crowded;

    private final AtomicReference<@Nullable SimultaneousCalls> simultaneous = new AtomicReference<>();

    SessionPool(int size) {
        used = new AtomicReferenceArray<>(size);
    }

    int size() {
        return used.length();
    }

    void put(int place, Session session) {
        all.put(session.client(), session);
        used.set(place, session);
    }

    /** {@return a place, often the one where others are too} */
    int place(Random random) {
        if (random.nextInt(40) == 0) {
            crowded = random.nextInt(size());
        }
        return random.nextInt(3) == 0 ? crowded : random.nextInt(size());
    }

    /** {@return whether nobody else waits for somebody} */
    boolean calls(SimultaneousCalls called) {
        return simultaneous.compareAndSet(null, called);
    }

    /** {@return the duel that somebody waits for, if so: the caller takes part in it} */
    @Nullable
    SimultaneousCalls joins() {
        return simultaneous.get() == null ? null : simultaneous.getAndSet(null);
    }

    Session at(int place) {
        return used.get(place);
    }

    /** Nobody pings it any more, or seldom. */
    void leave(Session session, Random random) {
        left.set(random.nextInt(LEFT), session);
    }

    @Nullable
    Session left(Random random) {
        return left.get(random.nextInt(LEFT));
    }

    @Nullable
    Session find(@Nullable ClientId client) {
        return client == null ? null : all.get(client);
    }

    Collection<Session> all() {
        return List.copyOf(all.values());
    }

    void forget(Session session) {
        all.remove(session.client());
    }
}
