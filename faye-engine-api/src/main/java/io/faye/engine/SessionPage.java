package io.faye.engine;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;

/**
 * One page of the service's sessions.
 *
 * @param sessions the attributes of each session, by id
 * @param next where the next page begins; empty if this is the last page
 */
public record SessionPage(Map<ClientId, Map<String, String>> sessions, Optional<Cursor> next) {

    /**
     * A place in the listing of sessions.
     *
     * @param value opaque text of the engine; empty for the beginning
     */
    public record Cursor(String value) {

        /** The beginning of the listing. */
        public static final Cursor START = new Cursor("");

        /** {@return whether this is the beginning} */
        public boolean isStart() {
            return value.isEmpty();
        }
    }
}
