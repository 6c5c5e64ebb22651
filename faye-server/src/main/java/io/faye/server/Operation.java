package io.faye.server;

import java.util.concurrent.CompletionStage;

/** What the server does with one sort of message. */
interface Operation {

    /**
     * Carries out a call and answers it, now or later.
     *
     * @return completes, never with a fault, when the connection's next message may be processed
     */
    CompletionStage<?> perform(IncomingMessage call);
}
