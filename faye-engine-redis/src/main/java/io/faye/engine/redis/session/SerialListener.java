package io.faye.engine.redis.session;

import io.faye.engine.AttachmentListener;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the host's listener of one attachment: one call at a time, and none after the last. Takes no lock: a thread
 * that finds another one calling leaves its call to that.
 */
final class SerialListener {

    private static final Logger LOG = LoggerFactory.getLogger(SerialListener.class);

    private static final int WAKE = 1;
    private static final int MOVED = 2;
    private static final int ENDED = 4;
    private static final int BUSY = 8;
    private static final int OVER = 16;

    private final AttachmentListener listener;
    private final long sequence;
    private final AtomicInteger state = new AtomicInteger();
    private volatile Consumer<String> noteConsumer = note -> {};

    /**
     * Creates a caller.
     *
     * @param sequence grows with each attach of this process
     */
    SerialListener(AttachmentListener listener, long sequence) {
        this.listener = listener;
        this.sequence = sequence;
    }

    AttachmentListener listener() {
        return listener;
    }

    long sequence() {
        return sequence;
    }

    void wake() {
        signal(WAKE);
    }

    void ended() {
        signal(ENDED);
    }

    /**
     * Another process reads from now on.
     *
     * @param consumer takes the note for that process; called once
     */
    void moved(Consumer<String> consumer) {
        noteConsumer = consumer;
        if (!signal(MOVED)) {
            consumer.accept("");
        }
    }

    /** Begins no call any more. */
    void stop() {
        state.getAndUpdate(now -> now | OVER);
    }

    /** {@return whether the call was made, or is left to the thread that is calling} */
    private boolean signal(int call) {
        int before = state.getAndUpdate(now -> (now & OVER) == 0 ? now | call | BUSY : now);
        if ((before & OVER) != 0) {
            return false;
        }
        if ((before & BUSY) == 0) {
            makeCalls();
        }
        return true;
    }

    private void makeCalls() {
        int now = state.get();
        while ((now & OVER) == 0) {
            if ((now & (MOVED | ENDED)) != 0) {
                if (state.compareAndSet(now, now | OVER)) {
                    makeLastCall((now & MOVED) != 0);
                }
            } else if ((now & WAKE) != 0) {
                if (state.compareAndSet(now, now & ~WAKE)) {
                    call("messagesAvailable", listener::messagesAvailable);
                }
            } else if (state.compareAndSet(now, 0)) {
                return;
            }
            now = state.get();
        }
    }

    private void makeLastCall(boolean moved) {
        if (moved) {
            String[] note = {""};
            call("moved", () -> note[0] = listener.moved());
            noteConsumer.accept(note[0]);
        } else {
            call("ended", listener::ended);
        }
    }

    private static void call(String method, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Attachment listener failed; continuing (method={})", method, e);
        }
    }
}
