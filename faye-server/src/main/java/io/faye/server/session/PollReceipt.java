package io.faye.server.session;

import io.faye.protocol.Json;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the last answer to a poll held, and whether the operating system has taken it. The client's next connect confirms
 * an answer that was written; a connect with the same id over another connection asks for it again, once.
 *
 * @param position the position of the last message in the answer; 0 if it held none, or none that may be confirmed
 * @param id the id of the connect that was answered, null if it had none
 * @param connection the number of the connection over which the answer went
 * @param written whether the session knows that the operating system has taken the answer
 * @param repeated whether a connect with this id has come again already
 * @param taken whether the operating system has taken the answer, set at once by the thread that sees it
 */
record PollReceipt(
        long position, @Nullable Json id, long connection, boolean written, boolean repeated, AtomicBoolean taken) {

    /** Nothing was answered. */
    static final PollReceipt NONE = new PollReceipt(0, null, -1, true, false, new AtomicBoolean(true));

    private static final int LONGEST_ID = 64;

    /** {@return the receipt of the next answer} */
    PollReceipt answered(PendingConnect connect, long last, boolean isWritten) {
        Optional<Json> answeredId = connect.message().id();
        return new PollReceipt(
                last,
                answeredId.map(Json::detached).orElse(null),
                connect.connection().number(),
                isWritten,
                repeated && isFor(answeredId),
                new AtomicBoolean(isWritten));
    }

    /** {@return whether the connect that was answered had this id} */
    boolean isFor(Optional<Json> connect) {
        return connect.isPresent() && connect.get().equals(id);
    }

    /** {@return whether this connect asks for the answer again instead of confirming it} */
    boolean isAskedAgainBy(PendingConnect connect) {
        return !repeated
                && connect.connection().number() != connection
                && isFor(connect.message().id());
    }

    /** {@return the receipt after the answer was asked for again, so that its messages are read again} */
    PollReceipt repeating() {
        return new PollReceipt(0, id, connection, true, true, taken);
    }

    /** {@return the receipt after a connect that confirms, now or when the answer was written} */
    PollReceipt confirmedBy(PendingConnect connect) {
        return new PollReceipt(
                position,
                id,
                connection,
                written,
                repeated || isFor(connect.message().id()),
                taken);
    }

    /** {@return the receipt after its messages were acknowledged, or after the answer was lost} */
    PollReceipt cleared() {
        return new PollReceipt(0, id, connection, true, repeated, taken);
    }

    PollReceipt asWritten() {
        return new PollReceipt(position, id, connection, true, repeated, taken);
    }

    /** {@return whether this is the receipt of an answer that waits to be written} */
    boolean awaits(long last, long over) {
        return !written && position == last && connection == over;
    }

    /**
     * {@return the note for the process that reads next; empty if there is nothing to know} The client may already have come to
     * that process, before the session here knows that the answer was written.
     */
    String note() {
        String connect = id == null ? "" : id.toString();
        boolean worthwhile = (written || taken.get()) && (position > 0 || repeated) && connect.length() <= LONGEST_ID;
        return worthwhile ? position + (repeated ? ":again:" : ":once:") + connect : "";
    }

    /** {@return the receipt that a note describes; this one if it describes none} */
    PollReceipt restored(String note) {
        String[] parts = note.split(":", 3);
        if (parts.length != 3) {
            return this;
        }
        try {
            Json connect = parts[2].isEmpty() ? null : Json.parse(parts[2]);
            return new PollReceipt(
                    Long.parseLong(parts[0]), connect, -1, true, parts[1].equals("again"), new AtomicBoolean(true));
        } catch (IllegalArgumentException e) {
            return this;
        }
    }
}
