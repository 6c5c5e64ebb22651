package io.faye.engine.redis.simulation;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import java.util.Random;
import java.util.function.Consumer;

/** The part of a host that reads for one attachment: when it is told to, and until nothing is left. */
final class Reader extends Actor implements AttachmentListener {

    private static final int MOST = 6;

    private final SimulatedProcess process;
    private final Random random;
    private final Consumer<String> notes;
    private Attachment attachment;
    private boolean told;
    private boolean over;
    private long read;

    /**
     * Creates a reader that does not read yet.
     *
     * @param notes takes what happens, for people
     */
    Reader(SimulatedProcess process, Random random, Consumer<String> notes) {
        super("reader", process.machine());
        this.process = process;
        this.random = random;
        this.notes = notes;
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
        }
    }

    @Override
    long readyAt() {
        return told ? 0 : NEVER;
    }

    @Override
    boolean isOver() {
        return over || super.isOver();
    }

    @Override
    void act() {
        told = false;
        if (over) {
            return;
        }
        int most = 1 + random.nextInt(MOST);
        boolean again = random.nextInt(10) == 0;
        int bytes = random.nextInt(8) == 0 ? 100 : Integer.MAX_VALUE;
        attachment
                .read(again ? 0 : read, most, bytes)
                .thenAccept(batch -> took(batch, again || batch.messages().size() == most));
    }

    private void took(Batch batch, boolean more) {
        notes.accept("has read to " + batch.last() + " at " + process.machine());
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
        notes.accept("has moved away from " + process.machine());
        over = true;
        return "";
    }

    @Override
    public void ended() {
        notes.accept("has ended at " + process.machine());
        over = true;
    }
}
