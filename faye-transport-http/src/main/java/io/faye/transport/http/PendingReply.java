package io.faye.transport.http;

import io.faye.server.ReplyReceiver;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The place that a reply has among those of its connection, and what of its request tells how to write it. */
final class PendingReply {

    private final HttpConnection connection;
    private final boolean head;
    private final boolean oldVersion;
    private boolean keepAlive;
    private long inWork;
    private @Nullable Response response;
    private Runnable written = ReplyReceiver.UNOBSERVED;

    private PendingReply(HttpConnection connection, boolean head, boolean oldVersion, boolean keepAlive) {
        this.connection = connection;
        this.head = head;
        this.oldVersion = oldVersion;
        this.keepAlive = keepAlive;
    }

    static PendingReply to(HttpRequest request, HttpConnection connection) {
        return new PendingReply(
                connection,
                request.method().equals(HttpMethod.HEAD),
                request.protocolVersion().equals(HttpVersion.HTTP_1_0),
                HttpUtil.isKeepAlive(request));
    }

    /** The last reply of a connection from which nothing more is taken. */
    static PendingReply last(HttpConnection connection) {
        return new PendingReply(connection, false, false, false);
    }

    boolean isHead() {
        return head;
    }

    boolean isOldVersion() {
        return oldVersion;
    }

    boolean isKeepAlive() {
        return keepAlive;
    }

    @Nullable
    Response response() {
        return response;
    }

    /** {@return what runs when the operating system has taken the response} */
    Runnable written() {
        return written;
    }

    /** The request takes so much memory more until it is answered; only on the connection's thread. */
    void begin(long bytes) {
        if (bytes > 0) {
            inWork += bytes;
            connection.memory.begin(bytes);
        }
    }

    /** Sends the response, from any thread, once those before it are sent. */
    void send(Response ready) {
        send(ready, ReplyReceiver.UNOBSERVED);
    }

    /**
     * Sends the response, from any thread, once those before it are sent.
     *
     * @param whenWritten runs when the operating system has taken the response
     */
    void send(Response ready, Runnable whenWritten) {
        connection.sequence.execute(() -> {
            written = whenWritten;
            response = ready;
            finish();
            connection.ready(ready);
        });
    }

    private void finish() {
        if (inWork > 0) {
            connection.memory.finish(inWork);
            inWork = 0;
        }
    }

    /** Sends a response that says little to the client, and tells the log more. */
    void refuse(HttpRequest request, Response response, String reason) {
        connection.site.refusals().request(connection.client(request), response.status(), reason);
        send(response);
    }

    /** Refuses a request of a page of an origin that is not allowed. */
    void refuseOrigin(HttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
        connection.site.refusals().origin(connection.client(request), origin);
        send(Response.FORBIDDEN);
    }

    /** Sends the response and closes the connection after it; only on the connection's thread. */
    void sendLast(Response ready) {
        keepAlive = false;
        send(ready);
    }
}
