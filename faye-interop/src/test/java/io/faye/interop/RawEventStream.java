package io.faye.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** An event stream that a test reads line by line. */
public final class RawEventStream implements AutoCloseable {

    private final RawSocket socket;
    private final HttpReply head;

    private RawEventStream(RawSocket socket, HttpReply head) {
        this.socket = socket;
        this.head = head;
    }

    public static RawEventStream open(int port, String client) {
        return open(port, client, "text/event-stream");
    }

    static RawEventStream open(int port, String client, String accept) {
        RawSocket socket = new RawSocket(port);
        String request = "GET /faye/" + client + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\nAccept: "
                + accept + "\r\n\r\n";
        socket.write(request.getBytes(US_ASCII));
        return new RawEventStream(socket, HttpReply.read(socket));
    }

    public HttpReply head() {
        return head;
    }

    /** {@return the next line that says something} */
    public String line() {
        String line = socket.line();
        while (line.isEmpty()) {
            line = socket.line();
        }
        return line;
    }

    /** {@return what is below, for tests that wait in other ways} */
    public RawSocket socket() {
        return socket;
    }

    /** {@return whether the server closes the stream before it says anything more} */
    public boolean isEnded() {
        for (int next = socket.read(); next >= 0; next = socket.read()) {
            if (next != '\r' && next != '\n') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
