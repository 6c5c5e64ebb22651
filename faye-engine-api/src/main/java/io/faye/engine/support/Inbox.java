package io.faye.engine.support;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.MemoryBudget;
import io.faye.engine.MemoryHolder;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one session: bounded, with positions and acknowledgement, as rules QUE-1 to QUE-4 and HND-1 of
 * {@link io.faye.engine.Engine} demand. It knows the listener of the newest attachment; only that attachment reads. It
 * says when {@link AttachmentListener#messagesAvailable} has to be called, and its owner calls that without a lock.
 * Between two reads one call is enough for all messages: after a call the host reads again, and that read sees whatever
 * was queued in the meantime.
 *
 * <p>Its messages and slots count in the host's {@link MemoryBudget}. If that evicts it, the inbox does what it does when
 * it is full.
 *
 * <p>Safe for any number of threads; calls take effect one after another. An inbox whose messages were all acknowledged
 * is small.
 */
public final class Inbox implements MemoryHolder {

    private static final int SHOWN = 8;

    private final QueueLimits limits;
    private final ClientId client;
    private final Runnable overflowing;
    private final MessageRing queue;
    private long last;
    private long acknowledged;
    private volatile @Nullable AttachmentListener listener;
    /** Whether the next message wakes the host: it has read all others, or will read once by itself. */
    private boolean armed;

    private boolean overflowed;
    private boolean closed;

    /**
     * Creates an empty inbox.
     *
     * @param context has the limits and the memory budget
     * @param client the session
     * @param overflowing ends the session, which was evicted and holds nothing any more; called once at most, on any thread,
     *     without a lock
     */
    public Inbox(EngineContext context, ClientId client, Runnable overflowing) {
        this(context.limits().queue(), context.memoryBudget(), client, overflowing, 0);
    }

    /**
     * Creates the inbox of a session whose queue another process kept until now.
     *
     * @param limits how much it holds at most
     * @param memory where its messages and slots count
     * @param client the session
     * @param overflowing ends the session, as above
     * @param acknowledged the position of the last message that was acknowledged
     */
    public Inbox(QueueLimits limits, MemoryBudget memory, ClientId client, Runnable overflowing, long acknowledged) {
        this.limits = limits;
        this.client = client;
        this.overflowing = overflowing;
        this.queue = new MessageRing(memory, this);
        this.last = acknowledged;
        this.acknowledged = acknowledged;
    }

    /**
     * Goes on where another process kept the queue until now. Called while nothing has been queued here.
     *
     * @param position of the last message that was acknowledged
     */
    public synchronized void startAt(long position) {
        last = position;
        acknowledged = position;
    }

    /**
     * Leaves positions out: those of messages that another process had queued, and that are lost since. No batch goes
     * beyond them.
     *
     * @param positions how many, after the last message
     */
    public synchronized void skip(long positions) {
        if (overflowed || closed) {
            return;
        }
        last += positions;
        for (long left = queue.size() == 0 ? 0 : positions; left > 0; left--) {
            queue.addEmpty();
        }
    }

    /**
     * Queues a message. If the queue exceeds its limit, applies the limit's policy.
     *
     * @param message in the form in which it goes to subscribers
     * @return what the caller has to do now, without a lock
     */
    public synchronized Appended append(QueuedMessage message) {
        if (overflowed || closed) {
            return Appended.QUIETLY;
        }
        boolean ends = limits.policy() == QueueLimits.Policy.END_SESSION;
        if (ends && exceeds(queue.size() + 1, queue.length() + message.length())) {
            overflow();
            return Appended.OVERFLOWING;
        }
        queue.add(message);
        last++;
        while (exceeds(queue.size(), queue.length())) {
            queue.remove();
        }
        return wake() ? Appended.WAKING : Appended.QUIETLY;
    }

    /** Queues nothing more. The listener stays known until {@link #close}, so that the end of the session reaches it. */
    private void overflow() {
        overflowed = true;
        queue.close();
    }

    /**
     * Counts memory that the session takes beside its queue, such as its subscriptions, until the inbox overflows or is
     * closed.
     *
     * @param bytes how many bytes more; negative for less
     */
    public synchronized void countOther(long bytes) {
        if (!overflowed && !closed) {
            queue.countOther(bytes);
        }
    }

    private boolean exceeds(int messages, long length) {
        return messages > limits.maxMessages() || length > limits.maxBytes();
    }

    @Override
    public synchronized long heldBytes() {
        return queue.heldBytes();
    }

    @Override
    public void evict() {
        synchronized (this) {
            if (overflowed || closed) {
                return;
            }
            if (limits.policy() == QueueLimits.Policy.DROP_OLDEST) {
                queue.clear();
                return;
            }
            overflow();
        }
        overflowing.run();
    }

    private boolean wake() {
        boolean wake = listener != null && armed;
        armed &= !wake;
        return wake;
    }

    /**
     * Reads queued messages after a position, oldest first, and leaves them queued.
     *
     * @param reader the listener of the attachment that reads
     * @param after the position after which the batch begins; 0 for the first message that is not acknowledged
     * @param maxMessages how many messages at most; 1 or more
     * @param maxBytes how many bytes of JSON at most; a single message may be longer
     * @return the messages, none if the reader is not the newest attachment, and what the caller has to do now, without
     *     a lock
     */
    public synchronized Reading read(AttachmentListener reader, long after, int maxMessages, int maxBytes) {
        if (reader != listener) {
            return new Reading(new Batch(List.of(), after), false);
        }
        int from = queue.firstMessage((int) Math.min(queue.size(), Math.max(0, after - beforeOldest())));
        int count = fitting(from, maxMessages, maxBytes);
        boolean more = queue.firstMessage(from + count) < queue.size();
        armed |= !more;
        long end = count == 0 ? Math.max(after, acknowledged) : beforeOldest() + from + count;
        return new Reading(new Batch(copy(from, count), end), more && count < maxMessages);
    }

    private long beforeOldest() {
        return last - queue.size();
    }

    private int fitting(int from, int maxMessages, int maxBytes) {
        int most = Math.min(maxMessages, queue.size() - from);
        long length = 0;
        for (int count = 0; count < most; count++) {
            if (queue.isEmpty(from + count)) {
                return count;
            }
            length += queue.get(from + count).length();
            if (length > maxBytes && count > 0) {
                return count;
            }
        }
        return most;
    }

    private List<Message> copy(int from, int count) {
        if (count == 1) {
            return List.of(queue.get(from).message());
        }
        Message[] messages = new Message[count];
        Arrays.setAll(messages, i -> queue.get(from + i).message());
        return List.of(messages);
    }

    /**
     * Removes messages up to a position; does nothing if the position is ahead of what was ever queued.
     *
     * @param upTo the position of the last message to remove
     */
    public synchronized void acknowledge(long upTo) {
        if (upTo <= acknowledged || upTo > last) {
            return;
        }
        acknowledged = upTo;
        while (queue.size() > 0 && beforeOldest() < upTo) {
            queue.remove();
        }
    }

    /**
     * Supersedes the attachment, if there is one.
     *
     * @param newest the listener of the attachment that reads from now on
     */
    public synchronized void attach(AttachmentListener newest) {
        if (!closed) {
            listener = newest;
            armed = true;
        }
    }

    /**
     * Ends an attachment; does nothing if it is not the newest.
     *
     * @param reader the listener of the attachment
     * @return whether it was the newest
     */
    public synchronized boolean release(AttachmentListener reader) {
        if (reader != listener) {
            return false;
        }
        listener = null;
        return true;
    }

    /** {@return the listener of the newest attachment, if it was not released} */
    public Optional<AttachmentListener> listener() {
        return Optional.ofNullable(listener);
    }

    /** Tells the newest attachment, if there is one, that messages can be read. */
    public void wakeReader() {
        AttachmentListener reader = listener;
        if (reader != null) {
            reader.messagesAvailable();
        }
    }

    /** {@return the position up to which messages were acknowledged} */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    /**
     * Removes all messages; from now on none is queued and nobody reads.
     *
     * @return the listener of the newest attachment, if it was not released
     */
    public synchronized Optional<AttachmentListener> close() {
        AttachmentListener last = listener;
        closed = true;
        listener = null;
        queue.close();
        return Optional.ofNullable(last);
    }

    /** {@return what the log may show: a part of the client id, because the whole id is a secret} */
    @Override
    public String toString() {
        return "queue of session " + client.toString().substring(0, SHOWN) + "...";
    }

    /** What the caller has to do after a message was queued. */
    public enum Appended {
        /** Nothing: there is no attachment, or its host was told already and has not read since. */
        QUIETLY,
        /** Call {@link #wakeReader}. */
        WAKING,
        /** End the session: the queue was full and holds nothing any more. Returned once. */
        OVERFLOWING
    }

    /**
     * What was read, and what the caller has to do now.
     *
     * @param batch the messages
     * @param waking whether to call {@link #wakeReader}, because the batch was cut short by its bytes or by lost messages,
     *     and the host cannot see that more is queued
     */
    public record Reading(Batch batch, boolean waking) {}
}
