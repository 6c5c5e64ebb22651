package io.faye.transport.http;

import io.faye.transport.Network;
import io.faye.transport.Visitors;
import org.jspecify.annotations.Nullable;

/** Counts a proxy's connection for the client that it is used for at the time. Belongs to the connection's thread. */
final class Seat {

    private final Visitors visitors;
    private @Nullable Network taken;

    Seat(Visitors visitors) {
        this.visitors = visitors;
    }

    /** {@return false if that client's network has as many as may be} */
    boolean take(Network network) {
        if (network.equals(taken)) {
            return true;
        }
        free();
        boolean entered = visitors.enter(network);
        taken = entered ? network : null;
        return entered;
    }

    void free() {
        if (taken != null) {
            visitors.leave(taken);
        }
        taken = null;
    }
}
