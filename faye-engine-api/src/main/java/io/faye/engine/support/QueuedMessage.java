package io.faye.engine.support;

import io.faye.engine.MemoryBudget;
import io.faye.protocol.Message;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A message on its way into queues. All queues that hold it share it, and its bytes count once in the memory budget as
 * long as any of them does. So an engine makes one for each publish, and not for each delivery. Safe for any number of
 * threads.
 */
public final class QueuedMessage {

    /** No object of its own, because messages are many. */
    private static final AtomicIntegerFieldUpdater<QueuedMessage> QUEUES =
            AtomicIntegerFieldUpdater.newUpdater(QueuedMessage.class, "queues");

    private final Message message;
    private final long size;

    @SuppressWarnings("UnusedVariable") // The updater reads it.
    private volatile int queues;

    /**
     * Wraps a message that no queue holds yet.
     *
     * @param message in the form in which it goes to subscribers
     */
    public QueuedMessage(Message message) {
        this.message = message;
        this.size = MemoryBudget.heapBytes(message.memorySize());
    }

    /** {@return the message} */
    public Message message() {
        return message;
    }

    /** {@return how many bytes of JSON it has} */
    int length() {
        return message.toJson().length();
    }

    /** {@return how many bytes of memory it takes} */
    long size() {
        return size;
    }

    /** One more queue holds it. */
    void retain(MemoryBudget budget) {
        if (QUEUES.incrementAndGet(this) == 1) {
            budget.add(size);
        }
    }

    /** One queue less holds it. */
    void release(MemoryBudget budget) {
        if (QUEUES.decrementAndGet(this) == 0) {
            budget.release(size);
        }
    }
}
