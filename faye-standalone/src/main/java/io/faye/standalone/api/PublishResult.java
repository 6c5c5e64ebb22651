package io.faye.standalone.api;

import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one message.
 *
 * @param channel where it was to go
 * @param status 200 if the engine has accepted it
 * @param reason why it was not accepted; empty if it was
 */
record PublishResult(Channel channel, int status, String reason) {

    private static final int ACCEPTED = 200;
    private static final int CODE_DIGITS = 3;

    /** {@return the result that the replies to a message mean} An extension that drops a message gives no reply. */
    static PublishResult of(Message message, List<Message> replies) {
        Channel channel = message.channel().orElseThrow();
        if (replies.isEmpty()) {
            return new PublishResult(channel, 403, "An extension of the server dropped the message");
        }
        Message reply = replies.get(0);
        if (reply.isSuccessful()) {
            return new PublishResult(channel, ACCEPTED, "");
        }
        String error = reply.error().orElse("500::Internal server error");
        return new PublishResult(channel, status(error), error);
    }

    /** A refusal of 401 does not mean the key, which was right; 407 says that the engine did not accept the message. */
    private static int status(String error) {
        return switch (error.length() < CODE_DIGITS ? "" : error.substring(0, CODE_DIGITS)) {
            case "401", "403" -> 403;
            case "413" -> 413;
            case "422" -> 422;
            case "429" -> 429;
            case "407", "503" -> 503;
            case "500" -> 500;
            default -> 400;
        };
    }

    boolean isAccepted() {
        return status == ACCEPTED;
    }

    Map<String, Object> toFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("channel", channel.toString());
        fields.put("accepted", isAccepted());
        if (!isAccepted()) {
            fields.put("status", status);
            fields.put("error", reason);
        }
        return fields;
    }
}
