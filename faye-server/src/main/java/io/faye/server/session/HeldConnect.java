package io.faye.server.session;

import io.faye.protocol.Advice;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A connect of an attached session that waits for its answer. Used on the session's serial executor only. */
final class HeldConnect {

    private final PendingConnect connect;
    private final Duration patience;
    private final Advice advice;
    private @Nullable Future<?> expiry;

    HeldConnect(PendingConnect connect, Duration patience, Advice advice) {
        this.connect = connect;
        this.patience = patience;
        this.advice = advice;
    }

    PendingConnect connect() {
        return connect;
    }

    ClientConnection connection() {
        return connect.connection();
    }

    /** {@return how long to wait for messages} */
    Duration patience() {
        return patience;
    }

    /** {@return how the client goes on after an ordinary answer} */
    Advice advice() {
        return advice;
    }

    boolean isImmediate() {
        return patience.isZero();
    }

    void expiresBy(Future<?> timer) {
        expiry = timer;
    }

    void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
        }
    }
}
