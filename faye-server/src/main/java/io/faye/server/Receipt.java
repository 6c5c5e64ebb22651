package io.faye.server;

import io.faye.protocol.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a client's last poll held: its next connect confirms it, the same connect again asks for it again.
 * As an attribute of the session it tells the same to the process to which that next connect comes.
 */
final class Receipt {

    /** The session attribute: a position, a space, and the id of the connect whose answer went up to there. */
    static final String ATTRIBUTE = "faye.answered";

    private static final int LONGEST_ID = 64;

    private long position;
    private long confirmed;
    private @Nullable Json answered;

    void keep(Optional<Json> connect, long last) {
        position = last;
        answered = connect.orElse(null);
    }

    /** {@return up to where the client has messages that it has not confirmed, 0 if none} */
    long position() {
        return position;
    }

    void forget() {
        position = 0;
    }

    /** {@return the position that a connect with this id confirms, 0 if none} */
    long confirmedBy(Optional<Json> connect) {
        if (connect.isPresent() && connect.get().equals(answered)) {
            return 0;
        }
        confirmed = Math.max(confirmed, position);
        long now = position;
        position = 0;
        return now;
    }

    /** {@return the attribute for an answer to this connect, null if its id is too long to be kept} */
    static @Nullable String attribute(Optional<Json> connect, long last) {
        String id = connect.map(Json::toString).orElse("");
        return id.length() > LONGEST_ID ? null : last + " " + id;
    }

    /** Takes over what another process has answered since. */
    void restore(@Nullable String attribute) {
        if (attribute == null) {
            return;
        }
        int space = attribute.indexOf(' ');
        long last = Long.parseLong(attribute, 0, space, 10);
        if (last > Math.max(position, confirmed)) {
            position = last;
            answered = space + 1 == attribute.length() ? null : Json.parse(attribute.substring(space + 1));
        }
    }
}
