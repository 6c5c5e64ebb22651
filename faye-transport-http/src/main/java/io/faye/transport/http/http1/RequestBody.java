package io.faye.transport.http.http1;

import io.faye.transport.OversizedRequest;
import io.faye.transport.http.content.BodyBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** The body of the request that is coming. If it has messages and is longer than the limit, it is read and not kept. */
final class RequestBody {

    private final int limit;
    private final RequestHandler handler;
    private final BodyBuffer body;
    private @Nullable OversizedRequest oversized;

    RequestBody(int limit, RequestHandler handler) {
        this.limit = limit;
        this.handler = handler;
        this.body = new BodyBuffer(limit);
    }

    /** {@return how many bytes a request may announce} A client that asks whether it may send more is told that it may not. */
    long longest(HttpRequest request) {
        return handler.readsOversized(request) && !ErrorResponses.awaitsContinue(request)
                ? (long) limit + OversizedRequest.MOST_SKIPPED
                : limit;
    }

    void begin(HttpRequest request) {
        oversized = HttpUtil.getContentLength(request, 0L) > limit ? handler.oversized(request) : null;
    }

    /** {@return false if it is too large, and nothing more of it is to be read} */
    boolean add(HttpRequest request, ByteBuf content) {
        OversizedRequest skipping = oversized;
        if (skipping == null && body.add(content)) {
            return true;
        }
        if (skipping == null) {
            if (!handler.readsOversized(request)) {
                return false;
            }
            skipping = handler.oversized(request);
            oversized = skipping;
            byte[] begun = body.take();
            skipping.add(begun, begun.length);
        }
        BodyBuffer.skip(content, skipping);
        return !skipping.isHopeless();
    }

    /** {@return what is read of a body that is too large, null if it is not} */
    @Nullable
    OversizedRequest oversized() {
        return oversized;
    }

    /** {@return whether the body is too large, and has stopped coming} */
    boolean isStalled(long now) {
        return oversized != null && oversized.isStalled(now);
    }

    long memorySize() {
        return oversized == null ? body.capacity() : oversized.memorySize();
    }

    byte[] take() {
        return body.take();
    }

    void clear() {
        body.clear();
        oversized = null;
    }
}
