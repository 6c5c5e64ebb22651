package io.faye.client;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The link that a client uses now, if it has one. Used on the client's loop only. */
final class CurrentLink {

    private final Transports transports;
    private final Requests requests;
    private @Nullable Link link;
    /** Whether the link has not carried a connect yet. */
    private boolean fresh;

    CurrentLink(Transports transports, Requests requests) {
        this.transports = transports;
        this.requests = requests;
    }

    boolean isThere() {
        return link != null;
    }

    /** {@return whether the link is there and has shown that it works} */
    boolean works() {
        return link != null && !fresh;
    }

    boolean is(Link other) {
        return link == other;
    }

    /** {@return whether the link is there, and all replies are lost with it} */
    boolean streams() {
        return link != null && link.streams();
    }

    /** {@return the link; throws if there is none} */
    Link get() {
        if (link == null) {
            throw new FayeClientException("The connection was lost meanwhile", null);
        }
        return link;
    }

    void use(Link opened) {
        link = opened;
        fresh = true;
    }

    /** The link has carried a connect. {@return whether it was the first} */
    boolean prove() {
        boolean first = link != null && fresh;
        if (first) {
            fresh = false;
            transports.prove(get().type());
        }
        return first;
    }

    /** Sends messages, whose replies fail if they cannot come. {@return completes on the loop when more can be sent} */
    CompletionStage<?> send(List<Message> messages, Duration limit) {
        return send(get(), messages, limit);
    }

    /** Sends messages over a link of their own. */
    CompletionStage<?> send(Link over, List<Message> messages, Duration limit) {
        return start(over, messages, limit).whenComplete((sent, fault) -> {
            if (fault != null || !over.streams()) {
                Throwable reason = fault == null
                        ? new FayeClientException("The response has no reply to the message", null)
                        : Faults.cause(fault);
                messages.forEach(message -> requests.fail(Ids.of(message), reason));
            }
        });
    }

    /** What supplies header fields belongs to the application, and may throw. */
    private static CompletionStage<?> start(Link over, List<Message> messages, Duration limit) {
        try {
            return over.send(messages, limit);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Gives the link up. It counts against its transport if it never worked. */
    void fail() {
        if (link != null && fresh) {
            transports.strike(link.type());
        }
        leave();
    }

    void leave() {
        if (link != null) {
            link.close();
        }
        link = null;
        fresh = false;
    }
}
