package io.faye.interop;

import java.time.Duration;

/**
 * A client on a WebSocket. With {@code ack} it closes its socket while messages are under way. Without {@code ack} it
 * reads its socket until its server has answered the held connect, because the session has moved.
 */
final class SocketHopper extends Hopper {

    private static final long SHORTEST_WAIT_NANOS = 1_000_000;

    private RawWebSocket socket;

    SocketHopper(Service service, String channel, HopperKind kind, long seed) {
        super(service, channel, kind, seed);
    }

    @Override
    void begin() {
        socket = RawWebSocket.open(port());
        socket.send(connect());
    }

    @Override
    void stay(long until) {
        for (long left = until - System.nanoTime(); left > SHORTEST_WAIT_NANOS; left = until - System.nanoTime()) {
            if (socket.socket().hears(Duration.ofNanos(left)) && receive()) {
                pause();
                socket.send(connect());
            }
        }
    }

    private boolean receive() {
        RawWebSocket.Frame frame = socket.receive();
        if (frame.opcode() != RawWebSocket.TEXT) {
            throw new AssertionError("Expected messages, but got " + frame);
        }
        return take(frame.text());
    }

    @Override
    void hop() {
        RawWebSocket next = RawWebSocket.open(port());
        if (kind().acknowledges()) {
            socket.close();
            next.send(connect());
        } else {
            next.send(connect());
            readToTheEnd();
            socket.close();
        }
        socket = next;
    }

    private void readToTheEnd() {
        boolean answered;
        do {
            answered = receive();
        } while (!answered);
    }

    @Override
    String howToConnect() {
        return "\"connectionType\":\"websocket\"";
    }

    @Override
    void end() {
        socket.close();
    }
}
