package io.faye.server;

import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON with single quotes, and waiting with a limit. */
final class Texts {

    private static final MessageCodec CODEC = new MessageCodec(ProtocolLimits.DEFAULT);

    private Texts() {}

    static Message message(String text, Object... arguments) {
        return messages(CODEC, text, arguments).get(0);
    }

    static List<Message> messages(MessageCodec codec, String text, Object... arguments) {
        String json = (arguments.length == 0 ? text : String.format(text, arguments)).replace('\'', '"');
        try {
            return codec.decode(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessageException e) {
            throw new AssertionError("the test's own JSON is malformed: " + json, e);
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came within 20 s", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
