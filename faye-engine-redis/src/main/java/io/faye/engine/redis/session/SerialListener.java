package io.faye.engine.redis.session;

import io.faye.engine.AttachmentListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the host's listener of one attachment: one call at a time, none before the attach is answered, and none after the
 * last. A thread that finds another one calling leaves its call to that. No lock is held during a call.
 */
final class SerialListener {

    private static final Logger LOG = LoggerFactory.getLogger(SerialListener.class);

    private final AttachmentListener listener;
    private final long number;
    private final Runnable wakeCall;
    private boolean calling = true;
    private boolean over;
    private boolean waking;
    private @Nullable Runnable lastCall;

    /**
     * Creates a caller.
     *
     * @param number grows with each attach of this process
     */
    SerialListener(AttachmentListener listener, long number) {
        this.listener = listener;
        this.number = number;
        this.wakeCall = listener::messagesAvailable;
    }

    AttachmentListener listener() {
        return listener;
    }

    long number() {
        return number;
    }

    /** The attach is answered: makes the calls that have waited for that. */
    void open() {
        makeCalls();
    }

    void wake() {
        post(null);
    }

    void ended() {
        post(listener::ended);
    }

    /**
     * Another process reads from now on.
     *
     * @param consumer takes the note for that process; called once
     */
    void moved(Consumer<String> consumer) {
        boolean posted = post(() -> {
            String[] note = {""};
            call(() -> note[0] = listener.moved());
            consumer.accept(note[0]);
        });
        if (!posted) {
            consumer.accept("");
        }
    }

    /** Begins no call any more. */
    synchronized void stop() {
        over = true;
    }

    /**
     * {@return whether the call was made, or is left to the thread that is calling}
     *
     * @param last the last call; null to wake the host
     */
    private boolean post(@Nullable Runnable last) {
        synchronized (this) {
            if (over || lastCall != null) {
                return false;
            }
            lastCall = last;
            waking |= last == null;
            if (calling) {
                return true;
            }
            calling = true;
        }
        makeCalls();
        return true;
    }

    private void makeCalls() {
        for (Runnable next = next(); next != null; next = next()) {
            call(next);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = over ? null : lastCall != null ? lastCall : waking ? wakeCall : null;
        over |= lastCall != null;
        waking = false;
        calling = next != null;
        return next;
    }

    private static void call(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Attachment listener failed; continuing", e);
        }
    }
}
