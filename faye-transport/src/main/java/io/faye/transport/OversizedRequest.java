package io.faye.transport;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.protocol.RequestOutline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request, or a message of a WebSocket, that is longer than the limit. It is read to its end and not kept, so that the
 * server can refuse each of the messages in it: a client that is not told which one was refused sends it again for ever.
 */
public final class OversizedRequest {

    /** So many bytes more than the limit are read. Faye takes 64 MiB over a WebSocket. */
    public static final int MOST_SKIPPED = 64 << 20;

    private static final int PIECE = 8 << 10;
    private static final long STALLED = TimeUnit.SECONDS.toNanos(5);

    private final int limit;
    private final RequestOutline outline;
    private final @Nullable FormReader form;
    private final byte[] piece = new byte[PIECE];
    private long length;
    private long lastArrival = System.nanoTime();

    private OversizedRequest(int limit, RequestOutline outline, @Nullable FormReader form) {
        this.limit = limit;
        this.outline = outline;
        this.form = form;
    }

    /**
     * {@return a reader of JSON}
     *
     * @param maxMessages how many messages a request may have
     * @param limit how many bytes there may be
     */
    public static OversizedRequest ofJson(int maxMessages, int limit) {
        return new OversizedRequest(limit, new RequestOutline(maxMessages), null);
    }

    /**
     * {@return a reader of a form whose field {@code message} holds the JSON}
     *
     * @param maxMessages how many messages a request may have
     * @param limit how many bytes there may be
     */
    public static OversizedRequest ofForm(int maxMessages, int limit) {
        RequestOutline outline = new RequestOutline(maxMessages);
        return new OversizedRequest(limit, outline, new FormReader(outline));
    }

    /**
     * Reads bytes of the request.
     *
     * @param bytes holds them from its beginning
     * @param count how many there are
     */
    public void add(byte[] bytes, int count) {
        length += count;
        lastArrival = System.nanoTime();
        if (form == null) {
            outline.add(bytes, 0, count);
        } else {
            form.add(bytes, 0, count);
        }
    }

    /**
     * Reads bytes of the request.
     *
     * @param bytes what has come; it is empty afterwards
     */
    public void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), PIECE);
            bytes.get(piece, 0, count);
            add(piece, count);
        }
    }

    /** {@return whether it is not worth reading on} */
    public boolean isHopeless() {
        return outline.isBroken() || length - limit > MOST_SKIPPED;
    }

    /**
     * {@return whether nothing has come for so long that it is refused as far as it was read}
     *
     * @param now the time, as {@link System#nanoTime} tells it
     */
    public boolean isStalled(long now) {
        return now - lastArrival > STALLED;
    }

    /** {@return whether the reply to each message can say which one is meant} */
    public boolean canAnswerEach() {
        return outline.isEnded()
                && outline.omitted() == 0
                && messages().stream().allMatch(message -> message.id().isPresent());
    }

    /** {@return the messages that were read, refused} */
    public List<Message> messages() {
        return outline.messages(BayeuxError.tooLarge(limit));
    }

    /** {@return how many bytes were read} */
    public long length() {
        return length;
    }

    /** {@return how many bytes there may be} */
    public int limit() {
        return limit;
    }

    /** {@return how many bytes of memory it takes} */
    public long memorySize() {
        return outline.memorySize();
    }
}
