package io.faye.engine.redis.simulation;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import java.util.Random;

/** The part of a host that reads for one attachment: when it is told to, and until nothing is left. */
final class Reader implements AttachmentListener {

    private static final int MOST = 6;

    private final SimulatedProcess process;
    private final Random random;
    private Attachment attachment;
    private boolean told;
    private boolean over;
    private long read;

    Reader(SimulatedProcess process, Random random) {
        this.process = process;
        this.random = random;
    }

    /** Reads once without being told. */
    void begin(Attachment opened) {
        attachment = opened;
        messagesAvailable();
    }

    SimulatedProcess process() {
        return process;
    }

    Attachment attachment() {
        return attachment;
    }

    /** {@return the position up to which it has read} */
    long read() {
        return read;
    }

    /** {@return whether it reads, as far as it knows} */
    boolean isReading() {
        return attachment != null && !over && process.isAlive();
    }

    void stop() {
        over = true;
    }

    @Override
    public void messagesAvailable() {
        if (attachment != null && !told && !over) {
            told = true;
            process.execute(this::readOnce);
        }
    }

    private void readOnce() {
        told = false;
        if (over) {
            return;
        }
        int most = 1 + random.nextInt(MOST);
        boolean again = random.nextInt(10) == 0;
        int bytes = random.nextInt(8) == 0 ? 100 : Integer.MAX_VALUE;
        attachment.read(again ? 0 : read, most, bytes).thenAccept(batch -> took(batch, again || batch.messages().size() == most));
    }

    private void took(Batch batch, boolean more) {
        if (!batch.isEmpty()) {
            read = Math.max(read, batch.last());
            if (random.nextInt(3) > 0) {
                attachment.acknowledge(batch.last());
            }
        }
        if (more) {
            messagesAvailable();
        }
    }

    @Override
    public String moved() {
        over = true;
        return "";
    }

    @Override
    public void ended() {
        over = true;
    }
}
