package io.faye.tck.selftest.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.protocol.Message;

/** Messages as they lie in the store. */
final class Texts {

    private Texts() {}

    static String text(Message message) {
        return message.forDelivery().toJson().toString();
    }

    static Message message(String text) {
        return Message.parse(text.getBytes(UTF_8));
    }
}
