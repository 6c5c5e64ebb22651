package io.faye.transport.http;

import java.util.concurrent.CompletionStage;

/** Serves paths that are not the server's own, such as the pages of an application. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * Answers a request. Called on a thread that serves many connections, so it must not block: what takes time belongs
     * on another thread, which completes the stage.
     *
     * @param call the request, whole
     * @return the reply, in a stage of any class; if it fails, is null, does not come within a minute, or if the method
     *     throws, the answer is 500 and the log names the handler
     */
    CompletionStage<HttpReply> handle(HttpCall call);
}
