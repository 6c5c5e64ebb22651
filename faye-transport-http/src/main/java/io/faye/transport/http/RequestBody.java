package io.faye.transport.http;

import io.faye.transport.OversizedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** The body of the request that is coming. That of a poll that is longer than the limit is read, but not kept. */
final class RequestBody {

    private final Site site;
    private final Body body;
    private @Nullable OversizedRequest oversized;

    RequestBody(Site site) {
        this.site = site;
        this.body = new Body(site.limits().maxBody());
    }

    /** {@return how many bytes a request may announce} Who asks whether it may send more is told that it may not. */
    static long longest(HttpRequest request, Site site) {
        long longest = site.limits().maxBody();
        return isPoll(request, site) && !Refusals.awaitsContinue(request)
                ? longest + OversizedRequest.MOST_SKIPPED
                : longest;
    }

    private static boolean isPoll(HttpRequest request, Site site) {
        return request.method().equals(HttpMethod.POST) && site.mount().holds(Fields.path(request.uri()));
    }

    void begin(HttpRequest request) {
        oversized = HttpUtil.getContentLength(request, 0L) > site.limits().maxBody()
                ? LongPolling.oversized(request, site)
                : null;
    }

    /** {@return false if it is too large, and nothing more of it is to be read} */
    boolean add(HttpRequest request, ByteBuf content) {
        OversizedRequest skipping = oversized;
        if (skipping == null && body.add(content)) {
            return true;
        }
        if (skipping == null) {
            if (!isPoll(request, site)) {
                return false;
            }
            skipping = LongPolling.oversized(request, site);
            oversized = skipping;
            byte[] begun = body.take();
            skipping.add(begun, begun.length);
        }
        Body.skip(content, skipping);
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
