package io.faye.tck.selftest.shared;

import io.faye.engine.Page;
import io.faye.protocol.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page of sessions as the SPI wants it. */
final class Pages {

    private Pages() {}

    static Page page(Map<String, Map<String, String>> found, int limit) {
        Map<ClientId, Map<String, String>> clients = new LinkedHashMap<>();
        String last = null;
        for (Map.Entry<String, Map<String, String>> entry : found.entrySet()) {
            clients.put(ClientId.parse(entry.getKey()).orElseThrow(), entry.getValue());
            last = entry.getKey();
        }
        return new Page(clients, found.size() < limit ? null : last);
    }
}
