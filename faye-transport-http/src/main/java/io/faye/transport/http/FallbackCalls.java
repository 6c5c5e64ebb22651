package io.faye.transport.http;

import io.faye.protocol.log.RateLimitedLog;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where the transport meets an application's {@link HttpHandler}. Whatever the handler returns or throws
 * becomes a response, at the latest when its time has passed.
 */
final class FallbackCalls {

    private static final Logger LOG = LoggerFactory.getLogger(FallbackCalls.class);
    private static final Response FAILED = Response.text(500, "Internal server error");

    private final HttpHandler handler;
    private final Duration limit;
    private final RateLimitedLog faults = new RateLimitedLog(FallbackCalls.class);

    FallbackCalls(HttpHandler handler, Duration limit) {
        this.handler = handler;
        this.limit = limit;
    }

    /** {@return the response; never fails} */
    CompletableFuture<Response> handle(HttpCall call) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        try {
            handler.handle(call).whenComplete((ready, fault) -> {
                if (fault == null) {
                    reply.complete(ready);
                } else {
                    reply.completeExceptionally(fault);
                }
            });
        } catch (RuntimeException | Error e) {
            reply.completeExceptionally(e);
        }
        CompletableFuture<HttpReply> inTime =
                reply.isDone() ? reply : reply.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        return inTime.thenApply(FallbackCalls::response).exceptionally(this::failed);
    }

    private static Response response(@Nullable HttpReply reply) {
        Objects.requireNonNull(reply, "the reply is null");
        return Response.of(reply);
    }

    private Response failed(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        String name = handler.getClass().getName();
        LOG.debug("HTTP handler {} failed", name, cause);
        faults.warn(
                name,
                "HTTP handler failed; answering 500 (fault={}; handler {}, similar lines left out={})",
                cause.toString(),
                name);
        return FAILED;
    }
}
