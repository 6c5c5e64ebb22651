package io.faye.server.session;

import io.faye.protocol.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times at which messages of one session become available, are delivered and are confirmed. This one keeps none. Methods are
 * called on the session's serial executor, except {@link #available}.
 */
class DeliveryTimes {

    private static final DeliveryTimes NONE = new DeliveryTimes();

    DeliveryTimes() {}

    /** {@return times that an observer is told of, or that nobody keeps} */
    static DeliveryTimes of(@Nullable DeliveryObserver observer) {
        return observer == null ? NONE : new MeasuredTimes(observer);
    }

    /** The engine says that messages are queued. Called on any thread. */
    void available() {}

    /** The queue is about to be read. */
    void reading() {}

    /** What was read goes to nobody, or there is more of it: the next read gets what has waited so long. */
    void unread() {}

    /** {@return the times of what is sent over a new stream} */
    StreamTimes stream(String transport) {
        return StreamTimes.NONE;
    }

    /** What was read was given to a connection in the answer to a poll, which the client confirms up to a position. */
    void answered(String transport, long position, List<Message> messages, boolean again) {}

    /** The client has confirmed messages up to a position. */
    void confirmed(long position) {}

    /** The times of what is sent over one stream. This one keeps none. */
    static class StreamTimes {

        private static final StreamTimes NONE = new StreamTimes();

        StreamTimes() {}

        /** What was read was sent, and will be written. */
        void sent(List<Message> messages) {}

        /** The oldest of what was sent and not written has been written. */
        void written() {}
    }
}
