package io.faye.server;

import io.faye.protocol.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a client's last poll held: its next connect confirms it, the same connect again asks for it again.
 * As a note it tells the same to the process to which that next connect comes.
 */
final class Receipt {

    private static final int LONGEST_ID = 64;

    private long position;
    private long confirmed;
    private @Nullable Json answered;
    private volatile String note = "";

    void keep(Optional<Json> connect, long last) {
        position = last;
        answered = connect.orElse(null);
        String id = connect.map(Json::toString).orElse("");
        note = id.length() > LONGEST_ID ? "" : last + " " + id;
    }

    /** {@return a position, a space, and the id of the connect whose answer went up to there; empty if none did} */
    String note() {
        return note;
    }

    /** {@return up to where the client has messages that it has not confirmed, 0 if none} */
    long position() {
        return position;
    }

    void forget() {
        position = 0;
        note = "";
    }

    /** {@return the position that a connect with this id confirms, 0 if none} */
    long confirmedBy(Optional<Json> connect) {
        if (connect.isPresent() && connect.get().equals(answered)) {
            return 0;
        }
        confirmed = Math.max(confirmed, position);
        long now = position;
        forget();
        return now;
    }

    /** Takes over what another process has answered since. */
    void restore(String note) {
        int space = note.indexOf(' ');
        long last = Long.parseLong(note, 0, space, 10);
        if (last > Math.max(position, confirmed)) {
            position = last;
            this.note = note;
            answered = space + 1 == note.length() ? null : Json.parse(note.substring(space + 1));
        }
    }
}
