package io.faye.extension;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of the service, in whatever process their clients are connected. Stages fail if the engine does; methods
 * do not block and may be called from any thread.
 */
public interface Sessions {

    /**
     * {@return a handle for one session} Costs nothing: whether there is such a session its methods say.
     *
     * @param client the session
     */
    Session session(ClientId client);

    /**
     * {@return a session's attributes, or empty if it is unknown or has ended}
     *
     * @param client the session
     */
    CompletionStage<Optional<Map<String, String>>> attributes(ClientId client);

    /**
     * Sets or removes an attribute.
     *
     * @param client the session
     * @param name the attribute's name
     * @param value its value, null to remove it
     * @return false: unknown or ended
     */
    CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value);

    /**
     * Sets an attribute that a session does not have. If several callers do so at once, in any processes, one succeeds.
     *
     * @param client the session
     * @param name the attribute's name
     * @param value its value
     * @return false: the session has such an attribute, or it is unknown or ended
     */
    CompletionStage<Boolean> setAttributeIfAbsent(ClientId client, String name, String value);

    /**
     * Ends a session: its client gets {@code 401} and is advised to shake hands again.
     *
     * @param client the session
     * @return false: was already gone
     */
    CompletionStage<Boolean> disconnect(ClientId client);

    /**
     * {@return completes when a session has ended, for whatever reason; at once if it is unknown} If the session ends in
     * another process, that takes up to the server's timeout longer. Never fails.
     *
     * @param client the session
     */
    CompletionStage<Void> ended(ClientId client);

    /**
     * Lists the sessions, in pages.
     *
     * @param cursor where the last page said to go on, null for the first
     * @param limit how many at most, 1 or more
     * @return a page
     */
    CompletionStage<Page> list(@Nullable String cursor, int limit);

    /**
     * Some of the service's sessions.
     *
     * @param clients their ids, and the attributes of each
     * @param next the cursor of the next page, null if this is the last
     */
    record Page(Map<ClientId, Map<String, String>> clients, @Nullable String next) {}
}
