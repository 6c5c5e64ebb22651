package io.faye.transport.http;

import io.faye.transport.http.RawConnection.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket on which a test sends whatever frames it likes. */
final class RawWebSocket implements AutoCloseable {

    static final String[] UPGRADE = {
        "Upgrade: websocket",
        "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private static final byte[] MASK = {1, 2, 3, 4};

    private final RawConnection connection;
    private final Reply opening;

    RawWebSocket(FayeHttpServer server) {
        this(new RawConnection(server), "/faye");
    }

    RawWebSocket(RawConnection connection, String path) {
        this(connection, path, UPGRADE);
    }

    RawWebSocket(RawConnection connection, String path, String... headers) {
        this.connection = connection;
        this.opening = connection.request("GET", path, headers).reply();
        if (opening.status() != 101) {
            throw new AssertionError("Not upgraded: " + opening);
        }
    }

    Reply opening() {
        return opening;
    }

    RawConnection connection() {
        return connection;
    }

    /** Sends a text frame, in which quotes are written as apostrophes. */
    RawWebSocket text(String json) {
        return frame(0x81, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    RawWebSocket frame(int first, byte... payload) {
        connection.send(masked(first, payload));
        return this;
    }

    static byte[] masked(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    Frame frame() {
        int first = connection.octet();
        int length = connection.octet();
        if (first < 0 || length < 0) {
            throw new AssertionError("The connection ended");
        }
        if (length == 126) {
            length = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(connection.bytes(8)).getLong();
        }
        return new Frame(first, connection.bytes(length));
    }

    /** The text of the next frame, which has to be a whole text frame. */
    String text() {
        Frame frame = frame();
        if (frame.first() != 0x81) {
            throw new AssertionError("Expected a text frame, but got " + frame);
        }
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    /** The code of the next frame, which has to be a close frame. */
    int closeCode() {
        return codeOf(frame());
    }

    private static int codeOf(Frame frame) {
        if (frame.first() != 0x88) {
            throw new AssertionError("Expected a close frame, but got " + frame);
        }
        return frame.payload().length == 0
                ? -1
                : ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
    }

    /** Handshakes on this socket. */
    String handshake() {
        String reply = text("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}")
                .text();
        return new Reply(200, java.util.Map.of(), reply).member("clientId");
    }

    /** The code with which the server closes this socket, behind all that it still has to say. */
    int lastCloseCode() {
        Frame frame = frame();
        while (frame.first() == 0x81) {
            frame = frame();
        }
        return codeOf(frame);
    }

    /** Handshakes, subscribes and connects on this socket, and waits until the connect is held. */
    String join(String pattern) {
        String client = handshake();
        text("[{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'" + pattern + "'}]")
                .text();
        text("[{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'websocket'}]");
        text("[]").text();
        return client;
    }

    @Override
    public void close() {
        connection.close();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int first, byte[] payload) {

        @Override
        public String toString() {
            return Integer.toHexString(first) + " " + new String(payload, StandardCharsets.ISO_8859_1);
        }
    }
}
