package io.faye.auth;

import io.faye.auth.support.LimitLog;
import io.faye.extension.Exchange;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many sessions each principal has that got their principal in this process. Safe for threads. */
final class SessionQuota {

    private final int most;
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final LimitLog log = new LimitLog(Authentication.class);

    /** With 0 any number is admitted, and none is counted. */
    SessionQuota(int most) {
        this.most = most;
    }

    /** {@return false if the principal has as many as it may have; otherwise one more is counted} */
    boolean take(String principal, Exchange exchange) {
        if (most == 0) {
            return true;
        }
        AtomicBoolean taken = new AtomicBoolean();
        counts.compute(principal, (name, count) -> {
            int there = count == null ? 0 : count;
            taken.set(there < most);
            return taken.get() ? there + 1 : there;
        });
        if (!taken.get()) {
            log.refused("sessions", principal, exchange);
        }
        return taken.get();
    }

    /** Counts the session of a handshake until it has ended, or not at all if it could not begin. */
    void leaveWithSessionOf(Exchange handshake, String principal) {
        if (most > 0) {
            handshake.answer().thenAccept(answer -> begun(answer)
                    .ifPresentOrElse(client -> leaveWith(client, handshake, principal), () -> leave(principal)));
        }
    }

    private static Optional<ClientId> begun(Optional<Message> answer) {
        return answer.filter(Message::isSuccessful).flatMap(Message::clientId);
    }

    /** Counts a session until it has ended. */
    void leaveWith(ClientId client, Exchange exchange, String principal) {
        if (most > 0) {
            exchange.sessions().ended(client).thenRun(() -> leave(principal));
        }
    }

    /** Counts one session less. */
    void leave(String principal) {
        counts.computeIfPresent(principal, (name, count) -> count == 1 ? null : count - 1);
    }
}
