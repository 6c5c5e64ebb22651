package io.faye.benchmark.load;

import java.util.concurrent.CompletableFuture;

/** A connection to a server that takes and brings Bayeux as text. Used on the thread of its load only. */
interface Wire {

    /** {@return the connection type that a client names over this wire} */
    String connectionType();

    /** Sends a request: one message, as JSON. */
    void send(String message);

    void close();

    /** What a wire brings. */
    interface Receiver {
        void text(byte[] text);

        void closed();
    }

    /** Opens wires. */
    interface Opener {
        CompletableFuture<Wire> open(Receiver receiver);
    }
}
