package io.faye.transport.http.http1;

import io.faye.transport.OversizedRequest;
import io.netty.handler.codec.http.HttpRequest;

/** Serves the requests of HTTP connections. Called on the connection's thread. */
public interface RequestHandler {

    /**
     * Serves a request.
     *
     * @param head its line and header fields
     * @param body its body
     * @param reply takes the response
     * @param connection over which it came
     */
    void serve(HttpRequest head, byte[] body, PendingResponse reply, HttpConnection connection);

    /** {@return whether the messages in a body that is longer than the limit are refused one by one} */
    boolean readsOversized(HttpRequest head);

    /** {@return what reads a body that is longer than the limit} */
    OversizedRequest oversized(HttpRequest head);

    /**
     * Refuses each of the messages of a body that is longer than the limit.
     *
     * @param head the request's line and header fields
     * @param body what was read of the body
     * @param reply takes the response
     * @param connection over which it came
     */
    void refuse(HttpRequest head, OversizedRequest body, PendingResponse reply, HttpConnection connection);

    /**
     * {@return whether messages in a request line that is longer than the limit were refused one by one}
     *
     * @param target the request line's target
     * @param connection over which it came
     */
    boolean refuse(String target, HttpConnection connection);
}
