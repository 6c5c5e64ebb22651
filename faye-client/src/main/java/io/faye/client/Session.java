package io.faye.client;

import io.faye.client.ClientListener.Connection;
import io.faye.client.MetaMessages.Confirm;
import io.faye.client.MetaMessages.Hold;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client connected. A round is a handshake if there is no session, a new link if there is none, and a connect. The
 * next round follows when the connect was answered and the application has taken what came, or after a failure and a wait.
 * Used on the client's loop only.
 */
final class Session {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private enum Phase {
        NEW,
        RUNNING,
        FINISHED
    }

    private final Loop loop;
    private final Times times;
    private final Transports transports;
    private final CurrentLink link;
    private final Requests requests;
    private final BackOff backOff;
    private final Tokens tokens;
    private final MetaMessages meta;
    private final SessionEvents events;

    private final SessionIdentity identity = new SessionIdentity();

    private Phase phase = Phase.NEW;
    private int failures;
    /** Whether a round is under way; otherwise the next one waits. */
    private boolean working;
    /** The id of the handshake or connect that is not answered yet. */
    private String asked = "";

    private Loop.@Nullable Timeout pause;

    Session(
            Loop loop,
            Times times,
            Transports transports,
            Requests requests,
            BackOff backOff,
            Tokens tokens,
            MetaMessages meta,
            SessionEvents events) {
        this.loop = loop;
        this.times = times;
        this.transports = transports;
        this.link = new CurrentLink(transports, requests);
        this.requests = requests;
        this.backOff = backOff;
        this.tokens = tokens;
        this.meta = meta;
        this.events = events;
    }

    void start() {
        if (phase == Phase.NEW) {
            phase = Phase.RUNNING;
            round();
        }
    }

    /** Begins no round any more, but keeps the link for what is still to be said. */
    void finish() {
        phase = Phase.FINISHED;
        endPause();
    }

    /** Ends. What was sent and is not answered is lost. */
    void stop(FayeClientException reason) {
        finish();
        link.leave();
        identity.end();
        requests.failAll(reason);
    }

    /** {@return whether messages of the application can be sent} A connect has to show first that the link works. */
    boolean isOpen() {
        return identity.isThere() && link.works();
    }

    /** {@return the session's id; empty if there is none} */
    String id() {
        return identity.id();
    }

    /** Sends messages of the application while the session is open. {@return completes on the loop when more can be sent} */
    CompletionStage<?> send(List<Message> messages, Duration limit) {
        return link.send(messages, limit);
    }

    void lost(Link which, FayeClientException reason) {
        if (link.is(which)) {
            interrupt(reason);
        }
    }

    /** {@return whether a refusal says that a session is over} If it is the current one, a new one begins. */
    boolean isEnd(RefusedException refusal, String session) {
        boolean ended = refusal.endsSession(session);
        if (ended && session.equals(id())) {
            identity.end();
            String open = asked;
            // After the replies that came with this one.
            loop.execute(() -> {
                if (asked.equals(open)) {
                    interrupt(ended(refusal));
                }
            });
        }
        return ended;
    }

    private static FayeClientException ended(RefusedException refusal) {
        return new FayeClientException("The session has ended (" + refusal.error() + ")", refusal);
    }

    /** Ends what the link is used for, and the link. */
    private void interrupt(FayeClientException reason) {
        boolean asks = requests.expects(asked);
        if (link.streams()) {
            requests.failAll(reason);
        } else {
            requests.fail(asked, reason);
        }
        if (!asks) {
            link.leave();
        }
        if (!asks && !working) {
            fail(reason);
        }
    }

    /** The application has taken all that came. */
    void takenAll() {
        if (!working && failures == 0 && times.interval().isZero() && events.hasTakenAll()) {
            round();
        }
    }

    private void round() {
        if (phase != Phase.RUNNING) {
            return;
        }
        endPause();
        working = true;
        if (!isOpen()) {
            events.connecting();
        }
        tokens.prepare(identity.isThere() ? Tokens.Use.CONNECT : Tokens.Use.HANDSHAKE)
                .thenCompose(ignored -> identity.isThere() ? DONE : handshake())
                .thenCompose(ignored -> link.isThere() ? DONE : open())
                .thenCompose(ignored -> connect())
                .whenComplete((ignored, fault) -> end(fault));
    }

    private void requireRunning() {
        if (phase != Phase.RUNNING) {
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
            if (phase != Phase.RUNNING || !identity.isThere()) {
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
        Message connect = meta.connect(id(), link.get().type(), hold, taken ? Confirm.ALL : Confirm.NO_MORE);
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

    private void end(@Nullable Throwable fault) {
        if (phase != Phase.RUNNING) {
            return;
        }
        if (fault != null) {
            fail(Faults.of(fault));
            return;
        }
        working = false;
        failures = 0;
        if (times.interval().isZero()) {
            awaitTaking();
        } else {
            pause = loop.after(times.interval(), this::awaitTaking);
        }
    }

    /** A connect confirms what came, so it waits until the application has taken that, but not until the session ends. */
    private void awaitTaking() {
        boolean independent = link.streams() && !meta.acknowledges();
        if (independent || events.hasTakenAll()) {
            round();
        } else {
            pause = loop.after(times.silence(), this::round);
        }
    }

    /** Leaves the link, and tries again after a wait. */
    private void fail(FayeClientException reason) {
        if (phase != Phase.RUNNING) {
            return;
        }
        FayeClientException shown = reason;
        Duration wait = Duration.ZERO;
        if (reason instanceof RefusedException refusal) {
            wait = refusal.pause();
            if (identity.isThere() && refusal.endsSession(id())) {
                identity.end();
                shown = ended(refusal);
            }
        }
        link.fail();
        // A server that ends a session can be reached, so a wait gains nothing, unless it ends each session soon.
        if (!identity.hasJustEnded()) {
            Duration random = backOff.after(failures);
            wait = wait.compareTo(random) > 0 ? wait : random;
        }
        working = false;
        failures++;
        events.waiting(shown, wait);
        pause = loop.after(wait, this::round);
    }

    private void endPause() {
        if (pause != null) {
            pause.cancel();
        }
        pause = null;
    }
}
