package io.faye.servlet;

import io.faye.transport.OversizedRequest;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads a body as it comes, and never waits for it. Of a body that is longer than the limit it keeps nothing. */
final class BodyReader implements ReadListener {

    private final ServletInputStream in;
    private final int limit;
    private final Receiver receiver;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final byte[] piece = new byte[8 << 10];
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable OversizedRequest oversized;
    private volatile long lastArrival = System.nanoTime();

    /** Takes the body; exactly one of its methods without a result is called at the end. */
    interface Receiver {

        /** {@return what reads a body that is longer than the limit} */
        OversizedRequest oversized();

        /** {@return whether the server has memory for so many bytes more} If not, the request has been answered. */
        boolean admits(long bytes, long more);

        /** Takes the whole body. */
        void receive(byte[] whole);

        /** Takes what was read of a body that is longer than the limit. */
        void refuse(OversizedRequest read);

        /** The body has stopped coming. */
        void tooSlow();

        /** The body cannot be read. */
        void failed(Throwable fault);
    }

    /**
     * Makes a reader.
     *
     * @param announced how long the body is to be, below 0 if that is unknown
     */
    BodyReader(ServletInputStream in, long announced, int limit, Receiver receiver) {
        this.in = in;
        this.limit = limit;
        this.receiver = receiver;
        this.oversized = announced > limit ? receiver.oversized() : null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!done.get() && in.isReady()) {
            int count = in.read(piece);
            if (count < 0) {
                return;
            }
            lastArrival = System.nanoTime();
            add(count);
        }
    }

    private void add(int count) {
        OversizedRequest skipping = oversized;
        if (skipping == null && count <= limit - body.size()) {
            body.write(piece, 0, count);
            if (!receiver.admits(body.size(), count)) {
                done.set(true);
            }
            return;
        }
        if (skipping == null) {
            skipping = receiver.oversized();
            skipping.add(body.toByteArray(), body.size());
            body.reset();
            oversized = skipping;
        }
        skipping.add(piece, count);
        if (skipping.isHopeless()) {
            finish();
        }
    }

    @Override
    public void onAllDataRead() {
        finish();
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            OversizedRequest skipped = oversized;
            if (skipped == null) {
                receiver.receive(body.toByteArray());
            } else {
                receiver.refuse(skipped);
            }
        }
    }

    @Override
    public void onError(Throwable fault) {
        if (done.compareAndSet(false, true)) {
            receiver.failed(fault);
        }
    }

    /** {@return whether the body has stopped coming for so long} */
    boolean isStalled(long now, long limitNanos) {
        OversizedRequest skipping = oversized;
        boolean stalled = skipping == null ? now - lastArrival > limitNanos : skipping.isStalled(now);
        return stalled && !done.get();
    }

    /** Ends the request without the rest of the body. */
    void stop() {
        if (oversized != null) {
            finish();
        } else if (done.compareAndSet(false, true)) {
            receiver.tooSlow();
        }
    }
}
