package io.faye.server;

/**
 * Where a server is on its way from its start to its end. A server passes the states in this order, and may leave out those
 * between the first and the last.
 */
public enum ServerState {
    /** The server takes sessions and keeps them. */
    SERVING,
    /** The server takes sessions and keeps them, but a balancer shall send no more clients: readiness is red. */
    DRAINING,
    /** The server moves its sessions to other processes. A client that comes all the same is served, and moved later. */
    MOVING,
    /** The sessions that the server had have moved: it may be closed. */
    DRAINED,
    /** The server is closed. */
    CLOSED;

    /** {@return whether a balancer may send clients to the server, as far as that depends on the state} */
    public boolean isReady() {
        return this == SERVING;
    }
}
