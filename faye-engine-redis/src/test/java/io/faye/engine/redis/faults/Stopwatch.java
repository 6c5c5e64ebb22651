package io.faye.engine.redis.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Measures how long messages take from publishing to one subscriber. */
final class Stopwatch {

    private static final long PACE_NANOS = 10_000_000;
    private static final String CHANNEL = "/watch";

    private final Subscriber subscriber;
    private final Map<Integer, Long> published = new ConcurrentHashMap<>();
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean goesOn = true;
    private Thread thread;

    Stopwatch(Subscriber subscriber) {
        this.subscriber = subscriber;
        subscriber.then(new Subscriber.Noted() {
            @Override
            public void noted(Subscriber from, long position, String channel, int number) {
                received(number);
            }
        });
    }

    private synchronized void received(int number) {
        nanos.add(System.nanoTime() - published.get(number));
    }

    void start(Peer peer) {
        thread = new Thread(
                () -> {
                    for (int i = 1; goesOn; i++) {
                        published.put(i, System.nanoTime());
                        peer.publish(CHANNEL, i);
                        LockSupport.parkNanos(PACE_NANOS);
                    }
                },
                "faults-stopwatch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops. {@return how long 99 of 100 messages took at most} */
    Duration p99() {
        goesOn = false;
        try {
            thread.join(Await.LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
        Await.until("all messages have come that were timed", () -> count() == published.size());
        synchronized (this) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return Duration.ofNanos(sorted.get((sorted.size() * 99 - 1) / 100));
        }
    }

    private synchronized int count() {
        return nanos.size();
    }

    @Override
    public String toString() {
        return count() + " messages to " + subscriber;
    }
}
