package io.faye.server;

import io.faye.protocol.Message;

/** Tells a user of {@link LocalClient} that the server or an extension refused a request; the message says why. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String error) {
        super(error);
    }

    /** {@return what an unsuccessful reply says} */
    static RefusedException of(Message reply) {
        return new RefusedException(reply.error().orElse("no reason given"));
    }
}
