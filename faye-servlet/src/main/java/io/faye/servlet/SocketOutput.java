package io.faye.servlet;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one WebSocket, a message at a time, because Jakarta WebSocket allows no second one before the first is written.
 * Never waits for the client. Safe for threads.
 */
final class SocketOutput {

    private static final Logger LOG = LoggerFactory.getLogger(SocketOutput.class);

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Runnable taken;
    private final Queue<Frame> waiting = new ArrayDeque<>(2);
    private @Nullable CloseReason reason;
    private long pending;
    private long progress;
    private boolean sending;
    private boolean draining;
    private boolean over;

    /** A message of the WebSocket, and what to run when the operating system has taken it. */
    private record Frame(String text, int length, Runnable written) {}

    /**
     * Makes an output.
     *
     * @param taken runs after something was taken
     */
    SocketOutput(Session session, long sendTimeoutMillis, Runnable taken) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.taken = taken;
        remote.setSendTimeout(sendTimeoutMillis);
    }

    /** {@return how many bytes wait to be taken} */
    synchronized long pending() {
        return pending;
    }

    void send(List<Message> messages, Runnable written) {
        byte[] json = MessageCodec.encode(messages);
        Frame frame = new Frame(new String(json, StandardCharsets.UTF_8), json.length, written);
        synchronized (this) {
            if (over || reason != null) {
                return;
            }
            progress = pending == 0 ? System.nanoTime() : progress;
            waiting.add(frame);
            pending += frame.length();
        }
        drain();
    }

    /** Closes the WebSocket when all was written that waits. */
    void close(int code) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = new CloseReason(CloseReason.CloseCodes.getCloseCode(code), "");
        }
        drain();
    }

    /** {@return whether the client has taken nothing of what waits for so long} */
    synchronized boolean isStuck(long now, long limit) {
        return !over && pending > 0 && now - progress > limit;
    }

    private void drain() {
        if (!enter()) {
            return;
        }
        for (Frame next = next(); next != null; next = next()) {
            Frame frame = next;
            try {
                remote.sendText(frame.text(), result -> sent(frame, result));
            } catch (RuntimeException e) {
                fail(e);
            }
        }
        CloseReason due = due();
        if (due != null) {
            close(due);
        }
    }

    private synchronized boolean enter() {
        boolean enters = !draining && !sending;
        draining |= enters;
        return enters;
    }

    /** {@return what to send next, null if this thread has nothing more to send} */
    private synchronized @Nullable Frame next() {
        Frame next = sending || over ? null : waiting.poll();
        draining = next != null;
        sending |= next != null;
        return next;
    }

    private void sent(Frame frame, SendResult result) {
        synchronized (this) {
            sending = false;
            pending -= over ? 0 : frame.length();
            progress = System.nanoTime();
        }
        if (result.isOK()) {
            frame.written().run();
            taken.run();
            drain();
        } else {
            fail(result.getException());
        }
    }

    private synchronized @Nullable CloseReason due() {
        if (reason == null || over || sending || !waiting.isEmpty()) {
            return null;
        }
        over = true;
        return reason;
    }

    /** Ends the WebSocket without what was not written. */
    void fail(Throwable fault) {
        LOG.debug("A WebSocket ends before all of it was written", fault);
        synchronized (this) {
            if (over) {
                return;
            }
            over();
        }
        close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));
    }

    /** The WebSocket is closed. */
    synchronized void over() {
        over = true;
        waiting.clear();
        pending = 0;
    }

    private void close(CloseReason why) {
        try {
            session.close(why);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The container has closed the WebSocket before", e);
        }
    }
}
