package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A WebSocket of which tests make every frame themselves. */
public final class RawWebSocket implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int FINAL = 0x80;

    /**
     * A frame as it came.
     *
     * @param opcode what kind of frame it is
     * @param text its payload
     * @param closeCode the code of a close frame, 0 if there is none
     */
    public record Frame(int opcode, String text, int closeCode) {}

    private static final byte[] MASK = {17, 34, 51, 68};

    private final RawSocket socket;
    private final HttpReply handshake;

    /** Asks for an upgrade with a request line and more header lines, each ended by CR and LF. */
    public RawWebSocket(int port, String path, String headers) {
        this(new RawSocket(port), path, headers);
    }

    public RawWebSocket(RawSocket socket, String path, String headers) {
        this.socket = socket;
        socket.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                .getBytes(ISO_8859_1));
        handshake = HttpReply.read(socket);
    }

    public static RawWebSocket open(int port) {
        return new RawWebSocket(port, "/faye", "Sec-WebSocket-Version: 13\r\n");
    }

    /** {@return what is below, for tests that write or wait in other ways} */
    public RawSocket socket() {
        return socket;
    }

    public HttpReply handshake() {
        return handshake;
    }

    public void send(String text) {
        send(FINAL | TEXT, text.getBytes(UTF_8));
    }

    /** Sends a masked frame whose first byte is given. */
    public void send(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        writeLength(frame, payload.length);
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        socket.write(frame.toByteArray());
    }

    public void sendRaw(byte[] bytes) {
        socket.write(bytes);
    }

    /** {@return the next frame} The server never fragments and never masks. */
    public Frame receive() {
        int opcode = socket.read() & 0x0F;
        int length = socket.read();
        if (length == 126) {
            length = ByteBuffer.wrap(socket.read(2)).getChar();
        } else if (length == 127) {
            length = Math.toIntExact(ByteBuffer.wrap(socket.read(8)).getLong());
        }
        byte[] payload = socket.read(length);
        boolean hasCode = opcode == CLOSE && length >= 2;
        return new Frame(
                opcode,
                new String(payload, UTF_8),
                hasCode ? ByteBuffer.wrap(payload).getChar() : 0);
    }

    /** {@return whether the server has ended the connection} */
    public boolean ended() {
        return socket.read() < 0;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static void writeLength(ByteArrayOutputStream frame, int length) {
        if (length < 126) {
            frame.write(0x80 | length);
        } else if (length < 65_536) {
            frame.write(0x80 | 126);
            frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
    }
}
