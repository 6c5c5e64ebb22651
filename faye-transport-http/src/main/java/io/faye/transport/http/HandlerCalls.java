package io.faye.transport.http;

import io.faye.protocol.log.RateLimitedLog;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.Response;
import io.faye.transport.http.server.Fallback;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an application's {@link HttpHandler}. Every result or fault of the handler becomes a response, at the latest when the
 * time limit has passed.
 */
final class HandlerCalls implements Fallback {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerCalls.class);
    private static final Response FAILED = Response.text(500, "Internal server error");

    /** Long enough to wait for slow services. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final HttpHandler handler;
    private final Duration limit;
    private final RateLimitedLog faults = new RateLimitedLog(HandlerCalls.class);

    HandlerCalls(HttpHandler handler) {
        this(handler, LIMIT);
    }

    HandlerCalls(HttpHandler handler, Duration limit) {
        this.handler = handler;
        this.limit = limit;
    }

    @Override
    public CompletableFuture<Response> answer(HttpRequest head, byte[] body, SocketAddress client) {
        return handle(new HttpCall(
                head.method().name(),
                RequestFields.path(head.uri()),
                RequestFields.query(head.uri()),
                RequestFields.headers(head.headers()),
                body,
                client,
                head.protocolVersion().text()));
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
        return inTime.thenApply(HandlerCalls::response).exceptionally(this::failed);
    }

    private static Response response(@Nullable HttpReply reply) {
        Objects.requireNonNull(reply, "the reply is null");
        StringBuilder fields = new StringBuilder();
        reply.headers()
                .forEach((name, values) -> values.forEach(
                        value -> fields.append(name).append(": ").append(value).append("\r\n")));
        return new Response(reply.status(), fields.toString(), reply.content());
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
