package io.faye.client;

import io.faye.client.ClientListener.Connection;
import io.faye.client.MetaMessages.Confirm;
import io.faye.client.MetaMessages.Hold;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handshake if there is no session, a new link if there is none, and a connect. Used on the client's loop only. */
final class Round {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final SessionIdentity identity;
    private final Transports transports;
    private final CurrentLink link;
    private final Requests requests;
    private final Times times;
    private final Tokens tokens;
    private final MetaMessages meta;
    private final SessionEvents events;
    /** The id of the handshake or connect that is not answered yet. */
    private String asked = "";

    private boolean finished;

    Round(
            SessionIdentity identity,
            Transports transports,
            CurrentLink link,
            Requests requests,
            Times times,
            Tokens tokens,
            MetaMessages meta,
            SessionEvents events) {
        this.identity = identity;
        this.transports = transports;
        this.link = link;
        this.requests = requests;
        this.times = times;
        this.tokens = tokens;
        this.meta = meta;
        this.events = events;
    }

    /** {@return completes on the loop when the connect was answered; fails if anything did} */
    CompletionStage<Void> run() {
        return tokens.prepare(identity.isThere() ? Tokens.Use.CONNECT : Tokens.Use.HANDSHAKE)
                .thenCompose(ignored -> identity.isThere() ? DONE : handshake())
                .thenCompose(ignored -> link.isThere() ? DONE : open())
                .thenCompose(ignored -> connect());
    }

    /** Whatever goes on fails with its next step. */
    void finish() {
        finished = true;
    }

    /** {@return the id of the last handshake or connect} */
    String asked() {
        return asked;
    }

    private void requireRunning() {
        if (finished) {
            throw new FayeClientException("The client is closed", null);
        }
    }

    private CompletionStage<Void> handshake() {
        requireRunning();
        return ask(transports.polling(), meta.handshake(transports.names()), times.handshakeReply())
                .thenAccept(this::begin);
    }

    private void begin(Message reply) {
        requireRunning();
        identity.begin(reply);
        tokens.accepted();
        transports.forgive();
        link.leave();
        events.begun();
    }

    private CompletionStage<Void> open() {
        return transports.open(identity.connectionTypes(), times.firstReply()).thenAccept(opened -> {
            if (finished || !identity.isThere()) {
                opened.close();
                throw new FayeClientException("The session ended meanwhile", null);
            }
            link.use(opened);
        });
    }

    /** The first connect over a link is answered at once, which shows that the link works. */
    private CompletionStage<Void> connect() {
        requireRunning();
        boolean works = link.works();
        boolean taken = events.hasTakenAll();
        Hold hold = works && taken ? Hold.UNTIL_MESSAGES : Hold.AT_ONCE;
        Message connect = meta.connect(identity.id(), link.get().type(), hold, taken ? Confirm.ALL : Confirm.NO_MORE);
        return ask(link.get(), connect, works ? times.heldReply() : times.firstReply())
                .thenAccept(reply -> connected());
    }

    private void connected() {
        tokens.accepted();
        if (link.prove()) {
            events.connected(new Connection(link.get().type().toString(), identity.connected()));
        }
    }

    /** {@return the reply if it is successful; fails with what it says otherwise} */
    private CompletionStage<Message> ask(Link over, Message message, Duration limit) {
        asked = Ids.of(message);
        CompletableFuture<Message> reply = requests.expect(asked, limit);
        link.send(over, List.of(message), limit);
        return reply.thenApply(RefusedException::unlessSuccessful);
    }
}
