package io.faye.transport.http;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.protocol.RequestOutline;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request, or a message of a WebSocket, that is longer than the limit. It is read to its end and not kept, so that the
 * server can refuse each of the messages in it: a client that is not told which one was refused sends it again for ever.
 */
final class OversizedRequest {

    /** So many bytes more than the limit are read. Faye takes 64 MiB over a WebSocket. */
    static final int MOST_SKIPPED = 64 << 20;

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

    /** {@return a reader of JSON} */
    static OversizedRequest ofJson(Site site, int limit) {
        return new OversizedRequest(limit, outline(site), null);
    }

    /** {@return a reader of a form whose field {@code message} holds the JSON} */
    static OversizedRequest ofForm(Site site, int limit) {
        RequestOutline outline = outline(site);
        return new OversizedRequest(limit, outline, new FormReader(outline));
    }

    private static RequestOutline outline(Site site) {
        return new RequestOutline(site.bayeux().codec().limits().maxMessages());
    }

    void add(byte[] bytes, int count) {
        length += count;
        lastArrival = System.nanoTime();
        if (form == null) {
            outline.add(bytes, 0, count);
        } else {
            form.add(bytes, 0, count);
        }
    }

    void add(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int count = Math.min(bytes.readableBytes(), PIECE);
            bytes.readBytes(piece, 0, count);
            add(piece, count);
        }
    }

    /** {@return whether it is not worth reading on} */
    boolean isHopeless() {
        return outline.isBroken() || length - limit > MOST_SKIPPED;
    }

    /** {@return whether nothing has come for so long that it is refused as far as it was read} */
    boolean isStalled(long now) {
        return now - lastArrival > STALLED;
    }

    /** {@return whether the reply to each message can say which one is meant} */
    boolean canAnswerEach() {
        return outline.isEnded()
                && outline.omitted() == 0
                && messages().stream().allMatch(message -> message.id().isPresent());
    }

    /** {@return the messages that were read, refused} */
    List<Message> messages() {
        return outline.messages(BayeuxError.tooLarge(limit));
    }

    /** {@return how many bytes were read} */
    long length() {
        return length;
    }

    /** {@return how many bytes there may be} */
    int limit() {
        return limit;
    }

    long memorySize() {
        return outline.memorySize();
    }
}
