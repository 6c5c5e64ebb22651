package io.faye.engine.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports. */
final class Ports {

    private static final int LOWEST = 10_000;
    /** Nodes of a cluster talk to each other on a port that is higher by so much. */
    private static final int UP_TO_THE_BUS = 10_000;

    private static final int ATTEMPTS = 100;

    private Ports() {}

    /**
     * {@return a port that is free now, and that of the bus with it} Below the range from which outgoing connections get
     * theirs: while a server is away, an engine that keeps trying its port must not take it, or connect to itself.
     */
    static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + UP_TO_THE_BUS);
            if (isFree(port) && isFree(port + UP_TO_THE_BUS)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found in " + ATTEMPTS + " attempts from " + LOWEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
