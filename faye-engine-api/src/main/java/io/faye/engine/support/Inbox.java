package io.faye.engine.support;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;

/**
 * What waits for one session: a bounded queue with positions and acknowledgement, as rules QUE-1 to QUE-3 of
 * {@link io.faye.engine.Engine} want it. It says when {@link io.faye.engine.EngineContext#messagesAvailable} is due,
 * and its owner calls that when he holds no lock. While attached that is once for all messages between two reads:
 * after a call the host reads again, and that read sees whatever came in the meantime.
 *
 * <p>Safe for any number of threads; what they do takes effect one after another. An inbox whose messages were all
 * acknowledged is small.
 */
public final class Inbox {

    private final QueueLimits limits;
    private final MessageRing queue = new MessageRing();
    private long bytes;
    private long last;
    private long acknowledged;
    private boolean attached;
    /** Whether the next message wakes the host: it has read all others, or will read once by itself. */
    private boolean armed;

    private boolean closed;

    /**
     * Makes an empty inbox.
     *
     * @param limits how much it holds
     */
    public Inbox(QueueLimits limits) {
        this(limits, 0);
    }

    /**
     * Makes the inbox of a session that another process read for until now.
     *
     * @param limits how much it holds
     * @param acknowledged the position of the last message that was acknowledged
     */
    public Inbox(QueueLimits limits, long acknowledged) {
        this.limits = limits;
        this.last = acknowledged;
        this.acknowledged = acknowledged;
    }

    /**
     * Queues a message, and does what the policy says if that is too much.
     *
     * @param message in the form in which it goes to subscribers
     * @return what is to be done now, without a lock
     */
    public synchronized Appended append(Message message) {
        if (closed) {
            return Appended.QUIETLY;
        }
        int length = message.toJson().length();
        if (limits.policy() == QueueLimits.Policy.END_SESSION && exceeds(queue.size() + 1, bytes + length)) {
            close();
            return Appended.OVERFLOWING;
        }
        queue.add(message);
        bytes += length;
        last++;
        while (exceeds(queue.size(), bytes)) {
            dropOldest();
        }
        return wake() ? Appended.WAKING : Appended.QUIETLY;
    }

    private boolean exceeds(int messages, long length) {
        return messages > limits.maxMessages() || length > limits.maxBytes();
    }

    private void dropOldest() {
        bytes -= queue.remove().toJson().length();
    }

    private boolean wake() {
        boolean wake = attached && armed;
        armed &= !wake;
        return wake;
    }

    /**
     * Reads what is queued after a position, oldest first, and leaves it queued.
     *
     * @param after the position to begin behind; 0 for the first that is not acknowledged
     * @param maxMessages how many at most, 1 or more
     * @param maxBytes how many bytes of JSON at most; one message is read even if it is longer
     * @return the messages, and what is to be done now, without a lock
     */
    public synchronized Reading read(long after, int maxMessages, int maxBytes) {
        int from = (int) Math.min(queue.size(), Math.max(0, after - beforeOldest()));
        int count = fitting(from, maxMessages, maxBytes);
        boolean more = from + count < queue.size();
        armed |= !more;
        long end = count == 0 ? Math.max(after, acknowledged) : beforeOldest() + from + count;
        return new Reading(new Batch(copy(from, count), end), attached && more && count < maxMessages);
    }

    private long beforeOldest() {
        return last - queue.size();
    }

    private int fitting(int from, int maxMessages, int maxBytes) {
        int most = Math.min(maxMessages, queue.size() - from);
        long length = 0;
        for (int count = 0; count < most; count++) {
            length += queue.get(from + count).toJson().length();
            if (length > maxBytes && count > 0) {
                return count;
            }
        }
        return most;
    }

    private List<Message> copy(int from, int count) {
        if (count == 1) {
            return List.of(queue.get(from));
        }
        Message[] messages = new Message[count];
        Arrays.setAll(messages, i -> queue.get(from + i));
        return List.of(messages);
    }

    /**
     * Forgets messages up to a position; does nothing if that is ahead of what was ever queued.
     *
     * @param upTo the position of the last message to forget
     */
    public synchronized void acknowledge(long upTo) {
        if (upTo <= acknowledged || upTo > last) {
            return;
        }
        acknowledged = upTo;
        while (queue.size() > 0 && beforeOldest() < upTo) {
            dropOldest();
        }
    }

    /** Says that the host reads from now on, and once by itself. */
    public synchronized void attach() {
        attached = true;
        armed = true;
    }

    /** Says that the host does not read until it attaches again. */
    public synchronized void release() {
        attached = false;
    }

    /** Forgets all messages, and those to come. */
    public synchronized void close() {
        closed = true;
        attached = false;
        queue.clear();
        bytes = 0;
    }

    /** What is to be done after a message was queued. */
    public enum Appended {
        /** Nothing: nobody is attached, or the host was told already and has not read since. */
        QUIETLY,
        /** A call of {@link io.faye.engine.EngineContext#messagesAvailable}. */
        WAKING,
        /** The session is to be ended: the queue was full and is closed now. Said once. */
        OVERFLOWING
    }

    /**
     * What was read, and what is to be done after that.
     *
     * @param batch the messages
     * @param waking whether a call of {@link io.faye.engine.EngineContext#messagesAvailable} is due, since the batch
     *     was cut short by its bytes and the host cannot see that more is there
     */
    public record Reading(Batch batch, boolean waking) {}
}
