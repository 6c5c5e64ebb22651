package io.faye.engine.redis.faults;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A publisher that counts up, and knows what was accepted. */
final class Flood {

    private static final int IN_FLIGHT = 200;
    private static final Duration PACE = Duration.ofMillis(1);

    private final Peer peer;
    private final String channel;
    private final long pace;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final Set<Integer> accepted = new ConcurrentSkipListSet<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread;
    private volatile boolean goesOn = true;
    private final AtomicInteger number = new AtomicInteger();

    private Flood(Peer peer, String channel, Duration pace) {
        this.peer = peer;
        this.channel = channel;
        this.pace = pace.toNanos();
        this.thread = new Thread(this::run, "faults-flood");
        thread.start();
    }

    static Flood from(Peer peer, String channel) {
        return new Flood(peer, channel, PACE);
    }

    static Flood from(Peer peer, String channel, Duration pace) {
        return new Flood(peer, channel, pace);
    }

    private void run() {
        while (goesOn) {
            room.acquireUninterruptibly();
            publish(number.incrementAndGet());
            LockSupport.parkNanos(pace);
        }
    }

    private void publish(int next) {
        peer.publish(channel, next).whenComplete((done, fault) -> {
            if (fault == null) {
                accepted.add(next);
            } else {
                refused.incrementAndGet();
            }
            room.release();
        });
    }

    String channel() {
        return channel;
    }

    /** {@return the numbers of which the publisher was told that they are queued} */
    Set<Integer> accepted() {
        return accepted;
    }

    /** {@return the number that was published last} */
    int published() {
        return number.get();
    }

    int refused() {
        return refused.get();
    }

    /** Waits until so many more are accepted. */
    void goesOnBy(int count) {
        int before = accepted.size();
        Await.until(
                () -> count + " more messages than " + before + " are accepted: " + accepted.size() + ", and " + refused
                        + " refused",
                () -> accepted.size() >= before + count);
    }

    /** {@return the number of one more message, accepted behind all others} */
    int stop() {
        if (!goesOn) {
            return number.get();
        }
        goesOn = false;
        try {
            thread.join(Await.LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
        Await.until("all that was published is answered", () -> room.availablePermits() == IN_FLIGHT);
        Await.eventually("publish the last", () -> peer.publish(channel, number.incrementAndGet()));
        accepted.add(number.get());
        return number.get();
    }
}
