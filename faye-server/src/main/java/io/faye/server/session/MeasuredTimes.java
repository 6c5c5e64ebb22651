package io.faye.server.session;

import io.faye.protocol.Message;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures deliveries of one session. Each read takes the time at which the first message after the read before it became
 * available, so a batch counts as long as its oldest message has waited. Messages that are given again have no such time.
 */
final class MeasuredTimes extends DeliveryTimes {

    private static final long NONE = 0;

    /** What is being written, and since when it was queued. */
    private record Sent(List<Message> messages, long since) {}

    private final DeliveryObserver observer;
    private final AtomicLong waiting = new AtomicLong(NONE);
    private long read = NONE;
    private long answered = NONE;
    private long answeredPosition;
    private String answeredOver = "";

    MeasuredTimes(DeliveryObserver observer) {
        this.observer = observer;
    }

    /** {@return the time, which is never 0} */
    private static long now() {
        return System.nanoTime() | 1;
    }

    @Override
    void available() {
        if (waiting.get() == NONE) {
            waiting.compareAndSet(NONE, now());
        }
    }

    @Override
    void reading() {
        read = waiting.getAndSet(NONE);
    }

    @Override
    void unread() {
        if (read != NONE) {
            waiting.set(read);
        }
    }

    @Override
    StreamTimes stream(String transport) {
        Queue<Sent> unwritten = new ArrayDeque<>();
        return new StreamTimes() {
            @Override
            void sent(List<Message> messages) {
                unwritten.add(new Sent(messages, read));
            }

            @Override
            void written() {
                Sent oldest = unwritten.remove();
                tell(oldest.messages(), transport, oldest.since());
            }
        };
    }

    @Override
    void answered(String transport, long position, List<Message> messages, boolean again) {
        answered = now();
        answeredPosition = position;
        answeredOver = transport;
        if (!again) {
            tell(messages, transport, read);
        }
    }

    private void tell(List<Message> messages, String transport, long since) {
        if (since != NONE) {
            observer.delivered(messages, transport, now() - since);
        }
    }

    @Override
    void confirmed(long position) {
        if (answered != NONE && position >= answeredPosition) {
            observer.acknowledged(answeredOver, now() - answered);
            answered = NONE;
        }
    }
}
