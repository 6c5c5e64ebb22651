package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A session as the run uses it: what has been read, and who reads. */
final class Session {

    private final ClientId client;
    private final boolean isTold;
    /** One at a time decides where the session is attached. */
    private final ReentrantLock moving = new ReentrantLock();

    private final AtomicLong read = new AtomicLong();
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RecordedAttachment attachment;
    private volatile boolean isDoomed;
    private volatile boolean isEnded;

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

    /** {@return the newest attachment, null if there is none or it was released} */
    @Nullable
    RecordedAttachment attachment() {
        return attachment;
    }

    void attachment(@Nullable RecordedAttachment newest) {
        attachment = newest;
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
    void expectEnd() {
        isDoomed = true;
    }

    /** Its end was reported. */
    void ended() {
        isEnded = true;
    }

    /** {@return whether its end was reported} */
    boolean isEnded() {
        return isEnded;
    }

    /** {@return whether its end was reported, and its listener told} */
    boolean isEndKnown() {
        RecordedAttachment newest = attachment;
        return isEnded && (newest == null || newest.isOver());
    }
}
