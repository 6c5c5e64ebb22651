package io.faye.auth.support;

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

/** Verdicts that refuse a message for reasons of authentication and access. */
public final class AccessRefusals {

    private static final int LONGEST_ID = 64;

    private AccessRefusals() {}

    /** {@return the refusal of a message whose principal has expired} Its error names the session, so that clients end it. */
    public static Verdict expired(Message message) {
        return unauthorized(message.clientId().map(ClientId::toString).orElse(""), "Authentication expired");
    }

    /** {@return the refusal of a message that needs a credential and has none} */
    public static Verdict required(Message message, Exchange exchange) {
        return unlessEnded(message, exchange, unauthorized("", "Authentication required"));
    }

    /** {@return the refusal of a message to a channel that the principal may not use} */
    public static Verdict forbidden(Message message, Exchange exchange, String channel) {
        return unlessEnded(message, exchange, Verdict.refuse(BayeuxError.forbiddenChannel(channel)));
    }

    /** A request of an ended session is answered {@code 401} with the advice to handshake, before any rule is applied. */
    private static Verdict unlessEnded(Message message, Exchange exchange, Verdict otherwise) {
        boolean needsNone = exchange.client().isPresent()
                || message.channel().filter(Channel.HANDSHAKE::equals).isPresent();
        return named(message)
                .filter(id -> !needsNone)
                .map(id -> Verdict.refuse(
                        BayeuxError.unknownClient(id), Advice.handshake().toJson()))
                .orElse(otherwise);
    }

    /** {@return the client id in a message, cut to the length of an argument of an error} */
    private static Optional<String> named(Message message) {
        return message.text(Field.CLIENT_ID)
                .filter(id -> !id.isEmpty())
                .map(id -> id.substring(0, Math.min(id.length(), LONGEST_ID)));
    }

    /** {@return the refusal of an invalid credential} It does not say why, so that guessing teaches nothing. */
    public static Verdict wrongCredential() {
        return unauthorized("", "Wrong credential");
    }

    /**
     * {@return the refusal of a credential for an anonymous session} An anonymous session does not become a user's, because
     * other clients may know its id (session fixation). The error names the session, so that clients handshake again.
     */
    public static Verdict tooLate(Message message) {
        String client = message.clientId().map(ClientId::toString).orElse("");
        BayeuxError error = new BayeuxError(401, List.of(client), "Authenticate with a new handshake");
        return Verdict.refuse(error, Advice.handshake().toJson());
    }

    /** {@return the refusal of a handshake of a principal that has as many sessions as it may have} */
    public static Verdict tooManySessions() {
        return Verdict.refuse(BayeuxError.tooMany("sessions"));
    }

    /** {@return the refusal of a message whose session ended while its principal was stored} */
    public static Verdict ended(ClientId client) {
        return Verdict.refuse(
                BayeuxError.unknownClient(client.toString()), Advice.handshake().toJson());
    }

    /** {@return the refusal of a credential whose principal is not the session's} */
    public static Verdict othersSession() {
        return Verdict.refuse(new BayeuxError(403, List.of(), "The session is somebody else's"));
    }

    private static Verdict unauthorized(String argument, String text) {
        return Verdict.refuse(new BayeuxError(401, List.of(argument), text));
    }

    /** {@return the verdict of a stage; without another stage if it is complete} */
    public static Verdict when(CompletionStage<Verdict> stage) {
        // A minimal stage is a CompletableFuture too, but its isDone throws.
        if (stage.getClass() != CompletableFuture.class) {
            return Verdict.when(stage);
        }
        CompletableFuture<Verdict> future = (CompletableFuture<Verdict>) stage;
        return future.isDone() && !future.isCompletedExceptionally() ? future.join() : Verdict.when(future);
    }
}
