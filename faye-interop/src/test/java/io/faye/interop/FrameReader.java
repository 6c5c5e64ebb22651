package io.faye.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** How clients for phones were written to read a frame that holds an array of messages; they ignore the messages that they do not take. */
enum FrameReader {
    /** FayeSwift and its copies take {@code json[0]}, and deliver what comes on a channel of exactly the subscription's name. */
    FAYE_SWIFT(",\"advice\":{\"timeout\":0}") {
        @Override
        Optional<JsonNode> taken(JsonNode frame, String channel) {
            return Optional.ofNullable(frame.get(0)).filter(message -> isKnown(message, channel));
        }
    },

    /** Android-Faye-Client takes the first message that it can use, and returns. */
    ANDROID_FAYE_CLIENT("") {
        @Override
        Optional<JsonNode> taken(JsonNode frame, String channel) {
            for (JsonNode message : frame) {
                if (isKnown(message, channel)) {
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        }
    };

    private final String connectFields;

    FrameReader(String connectFields) {
        this.connectFields = connectFields;
    }

    /** {@return what the client takes of a frame, if its subscription is to this channel} */
    abstract Optional<JsonNode> taken(JsonNode frame, String channel);

    /** {@return further fields of its connects} FayeSwift never lets the server hold one. */
    String connectFields() {
        return connectFields;
    }

    private static boolean isKnown(JsonNode message, String channel) {
        String name = message.path("channel").asText();
        return name.startsWith("/meta/")
                || name.equals(channel) && message.path("data").isObject();
    }
}
