package io.faye.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that bytes are not Bayeux messages, what is wrong with them, and where. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient @Nullable BayeuxError error;

    MalformedMessageException(String message) {
        this(message, null);
    }

    MalformedMessageException(String message, @Nullable BayeuxError error) {
        // Hostile input is no reason to spend time on a stack trace.
        super(message, null, false, false);
        this.error = error;
    }

    /** {@return the refusal to answer with if the bytes pass a limit before it shows whether they are messages, else empty} */
    public Optional<BayeuxError> error() {
        return Optional.ofNullable(error);
    }
}
