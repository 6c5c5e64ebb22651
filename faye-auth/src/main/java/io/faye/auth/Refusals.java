package io.faye.auth;

import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What those are told who are not let through. */
final class Refusals {

    private Refusals() {}

    /** With the id of the session, by which clients know that it is this one that is over. */
    static Verdict expired(Message message) {
        return unauthorized(message.clientId().map(ClientId::toString).orElse(""), "Authentication expired");
    }

    static Verdict required() {
        return unauthorized("", "Authentication required");
    }

    /** Why not is nothing that those need to know who try. */
    static Verdict wrongCredential() {
        return unauthorized("", "Wrong credential");
    }

    static Verdict othersSession() {
        return Verdict.refuse(new BayeuxError(403, List.of(), "The session is somebody else's"));
    }

    private static Verdict unauthorized(String argument, String text) {
        return Verdict.refuse(new BayeuxError(401, List.of(argument), text));
    }

    /** {@return the verdict itself if it is there} */
    static Verdict when(CompletionStage<Verdict> stage) {
        return stage instanceof CompletableFuture<Verdict> future
                        && future.isDone()
                        && !future.isCompletedExceptionally()
                ? future.join()
                : Verdict.when(stage);
    }
}
