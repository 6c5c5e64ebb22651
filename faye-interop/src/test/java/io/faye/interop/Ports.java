package io.faye.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds free ports. */
final class Ports {

    private Ports() {}

    /**
     * {@return a port that is free now} Below the range from which outgoing connections get theirs: while a server
     * restarts, a client that keeps trying its port must not take it, or connect to itself.
     */
    static int free() {
        return free(1);
    }

    /** {@return the first of some ports in a row that are free now} */
    static int free(int count) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            if (IntStream.range(first, first + count).allMatch(Ports::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("No " + count + " free ports found from 10000 to 32000 in 100 attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
