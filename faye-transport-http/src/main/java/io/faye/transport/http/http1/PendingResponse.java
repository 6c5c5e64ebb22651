package io.faye.transport.http.http1;

import io.faye.server.ReplyReceiver;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The place of a response among those of its connection, and what the request says about how to write it. */
public final class PendingResponse {

    private final HttpConnection connection;
    private final boolean head;
    private final boolean oldVersion;
    private boolean keepAlive;
    private long inWork;
    private @Nullable Response response;
    private Runnable written = ReplyReceiver.UNOBSERVED;

    private PendingResponse(HttpConnection connection, boolean head, boolean oldVersion, boolean keepAlive) {
        this.connection = connection;
        this.head = head;
        this.oldVersion = oldVersion;
        this.keepAlive = keepAlive;
    }

    static PendingResponse to(HttpRequest request, HttpConnection connection) {
        return new PendingResponse(
                connection,
                request.method().equals(HttpMethod.HEAD),
                request.protocolVersion().equals(HttpVersion.HTTP_1_0),
                HttpUtil.isKeepAlive(request));
    }

    /** The last reply of a connection from which nothing more is taken. */
    static PendingResponse last(HttpConnection connection) {
        return new PendingResponse(connection, false, false, false);
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
    public void begin(long bytes) {
        if (bytes > 0) {
            inWork += bytes;
            connection.memory().begin(bytes);
        }
    }

    /** Sends the response, from any thread, once those before it are sent. */
    public void send(Response ready) {
        send(ready, ReplyReceiver.UNOBSERVED);
    }

    /**
     * Sends the response, from any thread, once those before it are sent.
     *
     * @param whenWritten runs when the operating system has taken the response
     */
    public void send(Response ready, Runnable whenWritten) {
        connection.executor().execute(() -> {
            written = whenWritten;
            response = ready;
            finish();
            connection.ready(ready);
        });
    }

    private void finish() {
        if (inWork > 0) {
            connection.memory().finish(inWork);
            inWork = 0;
        }
    }

    /** Sends a response that says little to the client, and tells the log more. */
    public void refuse(HttpRequest request, Response response, String reason) {
        connection.server().refusals().request(connection.client(request), response.status(), reason);
        send(response);
    }

    /** Refuses a request of a page of an origin that is not allowed. */
    public void refuseOrigin(HttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
        connection.server().refusals().origin(connection.client(request), origin);
        send(Response.FORBIDDEN);
    }

    /** Sends the response and closes the connection after it; only on the connection's thread. */
    public void sendLast(Response ready) {
        keepAlive = false;
        send(ready);
    }
}
