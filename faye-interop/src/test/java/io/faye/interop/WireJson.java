package io.faye.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON as tests compare it: the order of an object's members does not count, and ids that the server makes up are marked. */
public final class WireJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern CLIENT_ID = Pattern.compile("[0-9a-z]{31}");

    private WireJson() {}

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    /** {@return the replies, with {@code $ID} for a client id that a handshake gave} */
    public static JsonNode parseReplies(String json) {
        JsonNode replies = parse(json);
        for (JsonNode reply : replies) {
            if (reply instanceof ObjectNode handshake && issuesClientId(handshake)) {
                handshake.replace("clientId", TextNode.valueOf("$ID"));
            }
        }
        return replies;
    }

    /** {@return the client id that the last successful handshake among the replies gave} */
    public static Optional<String> issuedClientId(String json) {
        String id = "";
        for (JsonNode reply : parse(json)) {
            id = issuesClientId(reply) ? reply.get("clientId").asText() : id;
        }
        return Optional.of(id).filter(given -> !given.isEmpty());
    }

    private static boolean issuesClientId(JsonNode reply) {
        return reply.path("channel").asText().equals("/meta/handshake")
                && reply.path("successful").asBoolean()
                && CLIENT_ID.matcher(reply.path("clientId").asText()).matches();
    }
}
