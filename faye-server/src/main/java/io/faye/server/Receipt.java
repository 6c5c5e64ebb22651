package io.faye.server;

import io.faye.protocol.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the answer to a client's last poll held: its next connect confirms it, the same connect again asks for it again. */
final class Receipt {

    private long position;
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
        if (connect.equals(Optional.ofNullable(answered))) {
            return 0;
        }
        long confirmed = position;
        position = 0;
        return confirmed;
    }
}
