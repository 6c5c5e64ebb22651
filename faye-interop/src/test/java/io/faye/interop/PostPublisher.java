package io.faye.interop;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Publishes numbers at a steady rate, each with a request of its own, and waits for each reply. Each has to be accepted. */
final class PostPublisher implements AutoCloseable {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int port;
    private final String channel;
    private final long base;
    private final long paceNanos;
    private final Thread thread = new Thread(this::run, "post-publisher");
    private volatile long accepted;
    private volatile boolean goesOn = true;
    private volatile Throwable fault;

    /**
     * Begins to publish.
     *
     * @param base what the numbers follow: the first one is greater by one
     * @param perSecond how many numbers a second
     */
    PostPublisher(int port, String channel, long base, int perSecond) {
        this.port = port;
        this.channel = channel;
        this.base = base;
        this.paceNanos = NANOS_PER_SECOND / perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long begin = System.nanoTime();
        try (RawHttp http = new RawHttp(port)) {
            while (goesOn) {
                long number = accepted + 1;
                publish(http, number);
                accepted = number;
                LockSupport.parkNanos(begin + number * paceNanos - System.nanoTime());
            }
        } catch (RuntimeException | AssertionError e) {
            fault = e;
        }
    }

    private void publish(RawHttp http, long number) {
        HttpReply reply = http.post("{\"channel\":\"" + channel + "\",\"data\":" + (base + number) + "}");
        if (reply.status() != 200 || !reply.body().contains("\"successful\":true")) {
            throw new AssertionError("A publish was not accepted: " + reply);
        }
    }

    /** Publishes no more, after the reply to the last number. */
    void stop() {
        goesOn = false;
        try {
            thread.join(Limits.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() || fault != null) {
            throw new AssertionError("The number after " + (base + accepted) + " was not accepted", fault);
        }
    }

    /** {@return all numbers that were accepted, in order; after {@link #stop}} */
    LongStream numbers() {
        return LongStream.rangeClosed(base + 1, base + accepted);
    }

    @Override
    public void close() {
        goesOn = false;
    }
}
