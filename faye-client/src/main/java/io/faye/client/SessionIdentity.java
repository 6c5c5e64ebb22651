package io.faye.client;

import io.faye.client.ClientListener.SessionState;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.List;

/** Which session a client has, and since when. Used on the client's loop only. */
final class SessionIdentity {

    private static final long SHORTEST_SESSION_NANOS = Duration.ofSeconds(1).toNanos();

    private String id = "";
    private List<String> connectionTypes = List.of();
    private SessionState state = SessionState.NEW;
    private long begun;
    /** Whether there was a session before the last failure. */
    private boolean wasThere;

    /** Takes the reply to a handshake. */
    void begin(Message reply) {
        id = reply.text(Field.CLIENT_ID)
                .orElseThrow(() -> new FayeClientException("The reply to the handshake has no clientId", null));
        connectionTypes = reply.field(Field.SUPPORTED_CONNECTION_TYPES).orElse(Json.EMPTY_ARRAY).elements().stream()
                .flatMap(type -> type.asString().stream())
                .toList();
        state = SessionState.NEW;
        begun = System.nanoTime();
        wasThere = true;
    }

    void end() {
        id = "";
    }

    boolean isThere() {
        return !id.isEmpty();
    }

    /** {@return the id, empty if there is no session} */
    String id() {
        return id;
    }

    /** {@return what the server offers} */
    List<String> connectionTypes() {
        return connectionTypes;
    }

    /** The session is connected. {@return whether it was connected before} */
    SessionState connected() {
        SessionState before = state;
        state = SessionState.RESUMED;
        return before;
    }

    /** {@return whether a session has ended since the last failure, and had lived for a while} */
    boolean hasJustEnded() {
        boolean ended = wasThere && !isThere();
        wasThere = isThere();
        return ended && System.nanoTime() - begun >= SHORTEST_SESSION_NANOS;
    }
}
