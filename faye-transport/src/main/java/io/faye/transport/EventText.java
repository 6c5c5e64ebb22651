package io.faye.transport;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import java.util.List;

/** How messages stand in an event stream (EventSource of the HTML standard): an event for each, which is an array of one. */
public final class EventText {

    /** What is before a message. */
    public static final String BEGINNING = "data: ";

    /** What is after a message. */
    public static final String END = "\r\n\r\n";

    /** A sign of life, which browsers ignore. */
    public static final String COMMENT = ":\r\n\r\n";

    private EventText() {}

    /**
     * {@return what an event holds: an array with the message, without ends of lines} JSON that came in with line breaks between
     * its tokens has them still, and they would end the event.
     *
     * @param message the message
     */
    public static byte[] data(Message message) {
        byte[] json = MessageCodec.encode(List.of(message));
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\r' || json[i] == '\n') {
                json[i] = ' ';
            }
        }
        return json;
    }
}
