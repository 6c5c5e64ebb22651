package io.faye.tck.selftest.shared;

import io.faye.engine.SessionPage;
import io.faye.protocol.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A page of sessions as the SPI wants it. */
final class Pages {

    private Pages() {}

    static SessionPage page(Map<String, Map<String, String>> found, int limit) {
        Map<ClientId, Map<String, String>> sessions = new LinkedHashMap<>();
        found.forEach(
                (client, attributes) -> sessions.put(ClientId.parse(client).orElseThrow(), attributes));
        Optional<String> last = found.size() < limit
                ? Optional.empty()
                : found.keySet().stream().reduce((one, next) -> next);
        return new SessionPage(sessions, last.map(SessionPage.Cursor::new));
    }
}
