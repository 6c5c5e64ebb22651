package io.faye.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.LongStream;

/** Publishes numbers at a steady rate over one WebSocket, without waiting for the replies. Each one has to be accepted. */
final class SteadyPublisher implements AutoCloseable {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final RawWebSocket socket;
    private final String channel;
    private final long base;
    private final long paceNanos;
    private final Thread thread = new Thread(this::run, "steady-publisher");
    private long sent;
    private long accepted;
    private volatile boolean goesOn = true;
    private volatile Throwable fault;

    /**
     * Begins to publish.
     *
     * @param base what the numbers follow: the first one is greater by one
     * @param perSecond how many numbers a second
     */
    SteadyPublisher(int port, String channel, long base, int perSecond) {
        this.socket = RawWebSocket.open(port);
        this.channel = channel;
        this.base = base;
        this.paceNanos = NANOS_PER_SECOND / perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            long begin = System.nanoTime();
            while (goesOn) {
                long due = 1 + (System.nanoTime() - begin) / paceNanos;
                while (sent < due) {
                    sent++;
                    socket.send("{\"channel\":\"" + channel + "\",\"data\":" + (base + sent) + "}");
                }
                long left = begin + sent * paceNanos - System.nanoTime();
                if (left > 0 && socket.socket().hears(Duration.ofMillis(1 + left / 1_000_000))) {
                    takeReplies();
                }
            }
            while (accepted < sent) {
                takeReplies();
            }
        } catch (RuntimeException | AssertionError e) {
            fault = e;
        }
    }

    private void takeReplies() {
        for (JsonNode reply : WireJson.parse(socket.receive().text())) {
            if (!reply.path("successful").asBoolean()) {
                throw new AssertionError("A publish was not accepted: " + reply);
            }
            accepted++;
        }
    }

    /** Publishes no more, and waits for the replies. */
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

    /** {@return whether a number was published here} */
    boolean isOwn(long number) {
        return base < number && number <= base + accepted;
    }

    /** {@return all numbers that were accepted, in order; after {@link #stop}} */
    LongStream numbers() {
        return LongStream.rangeClosed(base + 1, base + accepted);
    }

    @Override
    public void close() {
        goesOn = false;
        socket.close();
    }
}
