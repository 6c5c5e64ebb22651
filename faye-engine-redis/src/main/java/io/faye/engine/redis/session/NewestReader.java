package io.faye.engine.redis.session;

import io.faye.engine.redis.log.LogId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listener of a session's newest attachment in this process, and the note for the next one, here or elsewhere. A change of
 * the session's state and the change of its reader are one step. Safe for threads; the host is called without a lock.
 */
final class NewestReader {

    private final SessionQueue queue;
    private volatile @Nullable SerialListener reader;
    /** The number of the newest attachment. */
    private long number;
    /** From the previous owner, or from a released attachment. */
    private String note;

    /**
     * Creates a session's reader, which no attachment has yet.
     *
     * @param note for the first attachment
     */
    NewestReader(SessionQueue queue, String note) {
        this.queue = queue;
        this.note = note;
    }

    boolean isAttached() {
        return reader != null && !queue.state().isOver();
    }

    /** {@return the number of the newest attachment here} */
    synchronized long number() {
        return number;
    }

    /**
     * Makes a reader the newest, unless one of a later attach came first. A reader that comes too late is told so when it is
     * opened.
     *
     * @return false if the session has ended, and an earlier reader is told
     */
    synchronized boolean attach(SerialListener next) {
        if (next.number() <= number) {
            return true;
        }
        SessionState state = queue.state();
        if (state == SessionState.ENDED && reader != null) {
            return false;
        }
        number = next.number();
        if (state == SessionState.MOVED) {
            next.moved(unused -> {});
        } else if (state == SessionState.ENDED) {
            next.ended();
        } else {
            stop();
            queue.attach(next.listener());
        }
        reader = next;
        return true;
    }

    /** Makes a reader the newest if there is one, and the session is live: a release that is in progress comes first. */
    synchronized boolean attachAgain(SerialListener next) {
        return reader != null && queue.state() == SessionState.LIVE && attach(next);
    }

    private void stop() {
        SerialListener last = reader;
        if (last != null) {
            last.stop();
            reader = null;
        }
    }

    /**
     * Ends an attachment of this process.
     *
     * @param left the note for the next attach
     * @return false if the attachment is not the newest
     */
    synchronized boolean release(SerialListener last, String left) {
        if (last != reader || queue.state().isOver()) {
            return false;
        }
        stop();
        queue.release(last.listener());
        note = left;
        return true;
    }

    /**
     * Another process owns the session.
     *
     * @param tail up to where the log was applied here
     * @param next what to do when the reader was told, and has left a note
     * @return tells the reader; to be called without a lock
     */
    synchronized Runnable leave(LogId tail, Runnable next) {
        SerialListener last = queue.state().isOver() ? null : reader;
        queue.leave(tail);
        Consumer<String> told = left -> {
            leaveNote(left);
            next.run();
        };
        return last == null ? next : () -> last.moved(told);
    }

    private synchronized void leaveNote(String left) {
        note = left.isEmpty() ? note : left;
    }

    /** {@return tells the reader that the session is over; to be called without a lock} */
    synchronized Runnable end() {
        queue.become(SessionState.ENDED);
        SerialListener last = reader;
        return last == null ? () -> {} : last::ended;
    }

    /** The session is over; its reader is told when the log says so. */
    synchronized void finish() {
        queue.become(SessionState.ENDED);
    }

    void wake() {
        SerialListener current = reader;
        if (current != null) {
            current.wake();
        }
    }

    synchronized String note() {
        return note;
    }

    /** {@return the note for this reader, once; none if it is not the newest} */
    synchronized String takeNote(SerialListener by) {
        if (by != reader || queue.state().isOver()) {
            return "";
        }
        String taken = note;
        note = "";
        return taken;
    }

    /** The previous owner, or Redis, has another note for the next attachment. */
    synchronized void replaceNote(String left) {
        note = left;
    }
}
