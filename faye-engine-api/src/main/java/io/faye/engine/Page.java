package io.faye.engine;

import io.faye.protocol.ClientId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some of the service's sessions.
 *
 * @param clients their ids, and the attributes of each
 * @param next the cursor of the next page, null if this is the last
 */
public record Page(Map<ClientId, Map<String, String>> clients, @Nullable String next) {}
