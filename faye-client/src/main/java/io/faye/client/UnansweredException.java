package io.faye.client;

/**
 * Tells an application that a publication was sent and no reply came: the server may have accepted it or not. The client
 * does not send it again, because subscribers could then get it twice. The message says why no reply came.
 */
public final class UnansweredException extends FayeClientException {

    private static final long serialVersionUID = 1;

    UnansweredException(String channel, Throwable cause) {
        super(
                "No reply to the message to " + channel + ", so it may have arrived or not: " + cause.getMessage(),
                cause);
    }
}
