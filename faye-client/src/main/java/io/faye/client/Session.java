package io.faye.client;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client connected, round after round. The next one follows when the connect was answered and the application has
 * taken what came, or after a failure and a wait. Used on the client's loop only.
 */
final class Session {

    private enum Phase {
        NEW,
        RUNNING,
        FINISHED
    }

    private final Loop loop;
    private final Times times;
    private final CurrentLink link;
    private final Requests requests;
    private final BackOff backOff;
    private final MetaMessages meta;
    private final SessionEvents events;
    private final SessionIdentity identity = new SessionIdentity();
    private final Round round;

    private Phase phase = Phase.NEW;
    private int failures;
    /** Whether a round is under way; otherwise the next one waits. */
    private boolean working;

    private Loop.@Nullable Timeout pause;
    /** Whether the pause is one that the server has advised, as it does before it closes a connection. */
    private boolean advised;

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
        this.link = new CurrentLink(transports, requests);
        this.requests = requests;
        this.backOff = backOff;
        this.meta = meta;
        this.events = events;
        this.round = new Round(identity, transports, link, requests, times, tokens, meta, events);
    }

    void start() {
        if (phase == Phase.NEW) {
            phase = Phase.RUNNING;
            nextRound();
        }
    }

    /** Begins no round any more, but keeps the link for what is still to be said. */
    void finish() {
        phase = Phase.FINISHED;
        round.finish();
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
            String open = round.asked();
            // After the replies that came with this one.
            loop.execute(() -> {
                if (round.asked().equals(open)) {
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
        boolean asks = requests.expects(round.asked());
        if (link.streams()) {
            requests.failAll(reason);
        } else {
            requests.fail(round.asked(), reason);
        }
        if (!asks) {
            link.leave();
        }
        if (!asks && !working && advised) {
            events.waiting(reason, times.interval());
        } else if (!asks && !working) {
            fail(reason);
        }
    }

    /** The application has taken all that came. */
    void takenAll() {
        if (!working && failures == 0 && times.interval().isZero() && events.hasTakenAll()) {
            nextRound();
        }
    }

    private void nextRound() {
        if (phase != Phase.RUNNING) {
            return;
        }
        endPause();
        working = true;
        if (!isOpen()) {
            events.connecting();
        }
        round.run().whenComplete((ignored, fault) -> end(fault));
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
            advised = true;
            pause = loop.after(times.interval(), this::awaitTaking);
        }
    }

    /** A connect confirms what came, so it waits until the application has taken that, but not until the session ends. */
    private void awaitTaking() {
        advised = false;
        boolean independent = link.streams() && !meta.acknowledges();
        if (independent || events.hasTakenAll()) {
            nextRound();
        } else {
            pause = loop.after(times.silence(), this::nextRound);
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
        endPause();
        working = false;
        failures++;
        events.waiting(shown, wait);
        pause = loop.after(wait, this::nextRound);
    }

    private void endPause() {
        if (pause != null) {
            pause.cancel();
        }
        pause = null;
        advised = false;
    }
}
