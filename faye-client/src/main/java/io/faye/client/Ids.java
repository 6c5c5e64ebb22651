package io.faye.client;

import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.concurrent.atomic.AtomicLong;

/** The ids of a client's messages. Safe for threads. */
final class Ids {

    private final AtomicLong last = new AtomicLong();

    String next() {
        return Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
    }

    /** {@return the id of a message that has one, empty if its id is no text} */
    static String of(Message message) {
        return message.text(Field.ID).orElse("");
    }
}
