package io.faye.servlet;

import io.faye.transport.ConnectionMemory;
import io.faye.transport.OversizedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a WebSocket's messages. Of a message that is longer than the limit it keeps nothing. Belongs to the thread
 * that the container reads the WebSocket with, but for {@link #isStalled}.
 */
final class SocketInput {

    private static final byte[] NOTHING = {};

    private final int limit;
    private final int maxMessages;
    private final ConnectionMemory memory;
    private final SocketConnection connection;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private String half = "";
    private @Nullable OversizedRequest skipping;
    private volatile boolean begun;
    private volatile long lastArrival;

    SocketInput(int limit, int maxMessages, ConnectionMemory memory, SocketConnection connection) {
        this.limit = limit;
        this.maxMessages = maxMessages;
        this.memory = memory;
        this.connection = connection;
    }

    void text(String part, boolean last) {
        String text = half + part;
        half = "";
        if (!last && !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            half = text.substring(text.length() - 1);
            text = text.substring(0, text.length() - 1);
        }
        add(text.getBytes(StandardCharsets.UTF_8), last);
    }

    void binary(ByteBuffer part, boolean last) {
        byte[] bytes = part.hasRemaining() ? new byte[part.remaining()] : NOTHING;
        part.get(bytes);
        add(bytes, last);
    }

    private void add(byte[] bytes, boolean last) {
        lastArrival = System.nanoTime();
        begun = !last;
        if (skipping == null && bytes.length <= limit - body.size()) {
            keep(bytes, last);
        } else {
            skip(bytes, last);
        }
    }

    private void keep(byte[] bytes, boolean last) {
        if (last && body.size() == 0) {
            connection.receive(bytes);
            return;
        }
        if (!memory.admits(bytes.length)) {
            connection.evictSoon();
            return;
        }
        body.writeBytes(bytes);
        memory.unfinished(last ? 0 : body.size());
        if (last) {
            byte[] whole = body.toByteArray();
            body.reset();
            connection.receive(whole);
        }
    }

    private void skip(byte[] bytes, boolean last) {
        OversizedRequest longer = skipping;
        if (longer == null) {
            longer = OversizedRequest.ofJson(maxMessages, limit);
            longer.add(body.toByteArray(), body.size());
            body.reset();
            memory.unfinished(0);
        }
        longer.add(bytes, bytes.length);
        boolean done = last || longer.isHopeless();
        skipping = done ? null : longer;
        if (done) {
            connection.refuse(longer);
        }
    }

    /** {@return whether a message has begun, and has stopped coming for so long} */
    boolean isStalled(long now, long limitNanos) {
        return begun && now - lastArrival > limitNanos;
    }
}
