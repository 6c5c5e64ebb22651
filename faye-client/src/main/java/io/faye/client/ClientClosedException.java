package io.faye.client;

import org.jspecify.annotations.Nullable;

/**
 * Tells an application that the client is closed, by the application or because the server wants no more of it. The
 * message says which; in the latter case the cause is what the server said.
 */
public final class ClientClosedException extends FayeClientException {

    private static final long serialVersionUID = 1;

    ClientClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
