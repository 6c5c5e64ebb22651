package io.faye.auth;

import io.faye.extension.Request;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one message and the request that carried it offer to show who the sender is. Members of {@code ext} that are
 * seen here have been taken out of the message, and the message itself is not seen: so what an authenticator reads
 * cannot go anywhere else.
 */
public final class Credentials {

    /** The member of {@code ext} that holds credentials. */
    static final String AUTH = "auth";

    private static final String BEARER = "bearer ";

    private final Request request;
    private final Map<String, Json> members;
    private final PrincipalExpiry expiry;
    private final boolean stale;

    Credentials(Request request, Map<String, Json> members, PrincipalExpiry expiry) {
        this(request, members, expiry, false);
    }

    private Credentials(Request request, Map<String, Json> members, PrincipalExpiry expiry, boolean stale) {
        this.request = request;
        this.members = members;
        this.expiry = expiry;
        this.stale = stale;
    }

    /**
     * {@return the same for a message of a session that has a principal} The token in the header of a WebSocket is as old
     * as that: it has done its work, and must not undo what a newer one has done since.
     */
    Credentials ofSession() {
        return new Credentials(
                request, members, expiry, request.transport().equals(ConnectionType.WEBSOCKET.toString()));
    }

    /** Whether the message itself brought them, and not the request, which may be as old as a connection. */
    boolean areOfMessage() {
        return !members.isEmpty();
    }

    /** {@return the token in {@code ext.auth.token}, otherwise that of the header {@code Authorization: Bearer}} */
    public Optional<String> token() {
        return auth("token").or(this::bearer);
    }

    private Optional<String> bearer() {
        return request.header("authorization")
                .filter(header -> !stale)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /**
     * {@return a text in {@code ext.auth}}
     *
     * @param name the name of a member of {@code ext.auth}
     */
    public Optional<String> auth(String name) {
        return ext(AUTH).flatMap(auth -> auth.field(name)).flatMap(Json::asString);
    }

    /**
     * {@return a member of {@code ext}}
     *
     * @param name {@code auth}, or a name that {@link Authenticator#reads} gives; others are not seen here
     */
    public Optional<Json> ext(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** {@return the request that carried the message; over a WebSocket, the one that opened it, maybe long ago} */
    public Request request() {
        return request;
    }

    /** {@return the time by which credentials are judged} */
    public Instant now() {
        return expiry.now();
    }

    /** {@return by how much the clocks of issuers of credentials may differ from this machine's} */
    public Duration leeway() {
        return expiry.leeway();
    }

    /** Whether the message has any credential; one that no authenticator knows is refused. */
    boolean areOffered() {
        return areOfMessage() || bearer().isPresent();
    }

    /** {@return nothing that is secret} */
    @Override
    public String toString() {
        return "Credentials in " + members.keySet() + " by " + request.transport();
    }
}
