package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A session as the run uses it: what has been read, and who reads. */
final class Session {

    private final ClientId client;
    private final boolean isTold;
    /** One at a time decides where the session is attached. */
    private final ReentrantLock moving = new ReentrantLock();

    private final AtomicLong read = new AtomicLong();
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Reader> readers = new ConcurrentHashMap<>();
    private final Set<Integer> closed = ConcurrentHashMap.newKeySet();
    private volatile int owner;
    private volatile boolean isDoomed;

    /** @param isTold whether it is read only when messagesAvailable was called */
    Session(ClientId client, boolean isTold) {
        this.client = client;
        this.isTold = isTold;
    }

    ClientId client() {
        return client;
    }

    boolean isTold() {
        return isTold;
    }

    ReentrantLock moving() {
        return moving;
    }

    /** {@return the process where it is attached, 0 if nowhere} */
    int owner() {
        return owner;
    }

    void owner(int process) {
        owner = process;
    }

    Map<Integer, Reader> readers() {
        return readers;
    }

    /** {@return the position up to which every message has been read} */
    long read() {
        return read.get();
    }

    void hasRead(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        batch.messages().forEach(message -> Sent.number(message.data().orElse(Json.NULL))
                .ifPresent(numbers::add));
        read.accumulateAndGet(batch.last(), Math::max);
    }

    /** {@return the messages that were read} */
    Set<Long> numbers() {
        return numbers;
    }

    boolean isDoomed() {
        return isDoomed;
    }

    /** Somebody is about to end it. */
    void doom() {
        isDoomed = true;
    }

    void closedIn(int process) {
        closed.add(process);
        Reader reader = readers.remove(process);
        if (reader != null) {
            reader.stop();
        }
    }

    /** {@return in how many processes its end is known} */
    int closed() {
        return closed.size();
    }
}
