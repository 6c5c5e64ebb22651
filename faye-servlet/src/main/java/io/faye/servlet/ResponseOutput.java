package io.faye.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a response as the client takes it, and never waits for the client. Any thread may add bytes; one thread at a time
 * writes. Safe for threads.
 */
final class ResponseOutput implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseOutput.class);
    private static final int PIECE = 32 << 10;

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final Owner owner;
    private final Queue<Chunk> waiting = new ArrayDeque<>(2);
    private final List<Chunk> unconfirmed = new ArrayList<>(2);
    private @Nullable Answer head;
    private long pending;
    private long progress = System.nanoTime();
    private boolean flushed = true;
    private boolean ready;
    private boolean writing;
    private boolean calledAgain;
    private boolean ending;
    private boolean over;

    /** Who writes the response. */
    interface Owner {

        /** Bytes have been taken by the operating system. */
        void taken();

        /**
         * The response is at its end, or the client is gone. Called once.
         *
         * @param whole whether all of it was written
         */
        void gone(boolean whole);
    }

    /** Bytes to be written, and what to run when the operating system has taken them. */
    private static final class Chunk {
        private final byte[] bytes;
        private final Runnable written;
        private int at;

        Chunk(byte[] bytes, Runnable written) {
            this.bytes = bytes;
            this.written = written;
        }
    }

    ResponseOutput(AsyncContext async, HttpServletResponse response, Owner owner) {
        this.async = async;
        this.response = response;
        this.owner = owner;
    }

    /** Begins to write; the container calls back when it is ready, on a thread of its own. */
    void begin(Answer answer) {
        head = answer;
        try {
            response.getOutputStream().setWriteListener(this);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    void write(byte[] bytes, Runnable written) {
        synchronized (this) {
            if (over || ending) {
                return;
            }
            waiting.add(new Chunk(bytes, written));
            progress = pending == 0 ? System.nanoTime() : progress;
            pending += bytes.length;
        }
        drain();
    }

    /** Ends the response when all was written. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        drain();
    }

    /** {@return how many bytes wait to be taken} */
    synchronized long pending() {
        return pending;
    }

    /** Ends the response if the client has taken nothing of what waits for so long. */
    void endIfStuck(long now, long limit) {
        boolean stuck;
        synchronized (this) {
            stuck = !over && (pending > 0 || ending) && now - progress > limit;
        }
        if (stuck) {
            fail(new IOException("The client takes nothing of what is sent to it"));
        }
    }

    @Override
    public void onWritePossible() {
        Answer answer;
        synchronized (this) {
            if (writing) {
                calledAgain = true;
                return;
            }
            answer = head;
            head = null;
        }
        if (answer != null) {
            answer.writeHead(response);
        }
        synchronized (this) {
            ready = true;
        }
        drain();
    }

    @Override
    public void onError(Throwable fault) {
        fail(fault);
    }

    private void drain() {
        if (!enter()) {
            return;
        }
        try {
            do {
                writeWhileReady(response.getOutputStream());
            } while (!leave());
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private synchronized boolean enter() {
        if (over || writing || !ready) {
            return false;
        }
        writing = true;
        return true;
    }

    /** {@return whether there is nothing more to do for this thread} */
    private synchronized boolean leave() {
        if (calledAgain) {
            calledAgain = false;
            ready = true;
        }
        if (!over && ready && (!waiting.isEmpty() || ending)) {
            return false;
        }
        writing = false;
        return true;
    }

    private void writeWhileReady(ServletOutputStream out) throws IOException {
        while (out.isReady()) {
            Chunk next = current();
            if (next != null) {
                flushed = false;
                int count = Math.min(PIECE, next.bytes.length - next.at);
                out.write(next.bytes, next.at, count);
                next.at += count;
                finish(next);
            } else if (!flushed) {
                flushed = true;
                out.flush();
            } else {
                confirm();
                if (mayComplete()) {
                    complete(true);
                }
                return;
            }
        }
        synchronized (this) {
            ready = false;
        }
    }

    private synchronized @Nullable Chunk current() {
        return waiting.peek();
    }

    private synchronized void finish(Chunk chunk) {
        progress = System.nanoTime();
        if (chunk.at == chunk.bytes.length) {
            waiting.remove();
            unconfirmed.add(chunk);
        }
    }

    /** What was flushed before has been taken when the container is ready again. */
    private void confirm() {
        List<Chunk> taken;
        synchronized (this) {
            taken = List.copyOf(unconfirmed);
            unconfirmed.clear();
            for (Chunk chunk : taken) {
                pending -= chunk.bytes.length;
            }
            progress = System.nanoTime();
        }
        taken.forEach(chunk -> chunk.written.run());
        if (!taken.isEmpty()) {
            owner.taken();
        }
    }

    private synchronized boolean mayComplete() {
        if (!ending || over || !waiting.isEmpty()) {
            return false;
        }
        over = true;
        return true;
    }

    /** Ends the response without what was not written. */
    void fail(Throwable fault) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            unconfirmed.clear();
            pending = 0;
        }
        LOG.debug("A response ends before all of it was written", fault);
        complete(false);
    }

    private void complete(boolean whole) {
        owner.gone(whole);
        try {
            async.complete();
        } catch (RuntimeException e) {
            LOG.debug("The container has ended the request before", e);
        }
    }
}
