package io.faye.transport;

import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.ArrayList;
import java.util.List;

/** Divides the replies to a large batch among frames, because CometD's clients take no message of more than 64 KiB. */
public final class ReplyFrames {

    private static final int LONGEST = 60_000;

    private ReplyFrames() {}

    /**
     * {@return the length of an array of messages in bytes}
     *
     * @param messages the messages
     */
    public static long arrayLength(List<Message> messages) {
        long length = 1L + Math.max(1, messages.size());
        for (int i = 0; i < messages.size(); i++) {
            length += messages.get(i).toJson().length();
        }
        return length;
    }

    /**
     * {@return the replies in order, a part for each frame} What a connect brings stays with its reply.
     *
     * @param replies the replies to one request
     */
    public static List<List<Message>> of(List<Message> replies) {
        if (replies.size() < 2 || arrayLength(replies) <= LONGEST) {
            return List.of(replies);
        }
        List<List<Message>> frames = new ArrayList<>();
        int start = 0;
        long length = 0;
        for (int i = 0; i < replies.size(); i++) {
            Message message = replies.get(i);
            long more = message.toJson().length() + 1L;
            if (i > start && length + more > LONGEST && isReply(message)) {
                frames.add(replies.subList(start, i));
                start = i;
                length = 0;
            }
            length += more;
        }
        frames.add(replies.subList(start, replies.size()));
        return frames;
    }

    private static boolean isReply(Message message) {
        return message.field(Field.SUCCESSFUL).isPresent();
    }
}
