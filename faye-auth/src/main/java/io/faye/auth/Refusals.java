package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What those are told who are not let through. */
final class Refusals {

    private static final int LONGEST_ID = 64;

    private Refusals() {}

    /** With the id of the session, by which clients know that it is this one that is over. */
    static Verdict expired(Message message) {
        return unauthorized(message.clientId().map(ClientId::toString).orElse(""), "Authentication expired");
    }

    static Verdict required(Message message, Exchange exchange) {
        return unlessGone(message, exchange, unauthorized("", "Authentication required"));
    }

    static Verdict forbidden(Message message, Exchange exchange, String channel) {
        return unlessGone(message, exchange, Verdict.refuse(BayeuxError.forbiddenChannel(channel)));
    }

    /** Whose session is gone is nobody, and hears what heals that instead of what holds for nobody. */
    private static Verdict unlessGone(Message message, Exchange exchange, Verdict otherwise) {
        boolean needsNone = exchange.client().isPresent()
                || message.channel().filter(Channel.HANDSHAKE::equals).isPresent();
        return named(message)
                .filter(id -> !needsNone)
                .map(id -> Verdict.refuse(
                        BayeuxError.unknownClient(id), Advice.handshake().toJson()))
                .orElse(otherwise);
    }

    /** {@return the session that a message names, cut so that it can stand in an error} */
    private static Optional<String> named(Message message) {
        return message.text(Field.CLIENT_ID)
                .filter(id -> !id.isEmpty())
                .map(id -> id.substring(0, Math.min(id.length(), LONGEST_ID)));
    }

    /** Why not is nothing that those need to know who try. */
    static Verdict wrongCredential() {
        return unauthorized("", "Wrong credential");
    }

    /**
     * An anonymous session does not become a user's: whoever knew its id before would share it. With the id of the session,
     * by which clients know that they need another one.
     */
    static Verdict tooLate(Message message) {
        String client = message.clientId().map(ClientId::toString).orElse("");
        BayeuxError error = new BayeuxError(401, List.of(client), "Authenticate with a new handshake");
        return Verdict.refuse(error, Advice.handshake().toJson());
    }

    static Verdict tooManySessions() {
        return Verdict.refuse(BayeuxError.tooMany("sessions"));
    }

    /** The session has ended while its principal was to be stored. */
    static Verdict gone(ClientId client) {
        return Verdict.refuse(
                BayeuxError.unknownClient(client.toString()), Advice.handshake().toJson());
    }

    static Verdict othersSession() {
        return Verdict.refuse(new BayeuxError(403, List.of(), "The session is somebody else's"));
    }

    private static Verdict unauthorized(String argument, String text) {
        return Verdict.refuse(new BayeuxError(401, List.of(argument), text));
    }

    /** {@return the verdict itself if it is there} */
    static Verdict when(CompletionStage<Verdict> stage) {
        // A minimal stage is a CompletableFuture too, but its isDone throws.
        if (stage.getClass() != CompletableFuture.class) {
            return Verdict.when(stage);
        }
        CompletableFuture<Verdict> future = (CompletableFuture<Verdict>) stage;
        return future.isDone() && !future.isCompletedExceptionally() ? future.join() : Verdict.when(future);
    }
}
