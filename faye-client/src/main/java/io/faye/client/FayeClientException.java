package io.faye.client;

import org.jspecify.annotations.Nullable;

/**
 * Tells an application that the client could not do what was asked. Unless it is an {@link UnansweredException}, what was
 * asked has not happened at the server.
 */
public class FayeClientException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FayeClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
