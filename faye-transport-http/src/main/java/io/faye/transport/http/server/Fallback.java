package io.faye.transport.http.server;

import io.faye.transport.http.http1.Response;
import io.netty.handler.codec.http.HttpRequest;
import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;

/** Serves requests for paths that are not the server's own. */
@FunctionalInterface
public interface Fallback {

    /**
     * {@return the response to a request; the stage never fails}
     *
     * @param head the request's line and header fields
     * @param body its body
     * @param client who sent it
     */
    CompletionStage<Response> answer(HttpRequest head, byte[] body, SocketAddress client);
}
