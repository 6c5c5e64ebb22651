package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(300)
@DisplayName("When a process is killed while messages flow")
class TakeoverTest {

    private static final Logger LOG = LoggerFactory.getLogger(TakeoverTest.class);
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Duration TIME_FOR_ALL = Duration.ofSeconds(10);
    private static final Duration LATENCY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 500;

    private final Fleet fleet = new Fleet();
    private Setup setup;

    @BeforeEach
    void start() {
        setup = Setup.on(fleet.has(RedisServer.start()));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("its clients go on in another process: each message once, in order")
    void clientsGoOnElsewhere() {
        takesOver(200);
    }

    @Test
    @Tag("long")
    @DisplayName("5,000 clients go on in another process within 10 s, and the others wait less than 1 s")
    void manyClientsGoOnElsewhere() {
        Figures figures = takesOver(5_000);
        Assertions.assertTrue(figures.taken().compareTo(TIME_FOR_ALL) < 0, "Taking over: " + figures);
        Assertions.assertTrue(figures.p99().compareTo(LATENCY) < 0, "Latency of the others: " + figures);
    }

    /**
     * What was measured.
     *
     * @param taken until the last client was read for elsewhere
     * @param p99 of the latency from publishing to others' receiving, meanwhile
     */
    private record Figures(Duration taken, Duration p99) {}

    private Figures takesOver(int count) {
        Peer heir = fleet.peer(setup);
        Peer other = fleet.peer(setup);
        Child child = fleet.has(Child.start(setup));
        Collection<Subscriber> subscribers = child.listeners(count, "/flood");
        Assertions.assertEquals(count, subscribers.size(), "Sessions in the child process");
        Stopwatch watch = new Stopwatch(other.listener("/watch"));
        Flood flood = Flood.from(other, "/flood", SLOW);
        flood.goesOnBy(10);
        child.kill();
        long killed = System.nanoTime();
        watch.start(other);
        inherit(heir, subscribers);
        Duration taken = Duration.ofNanos(System.nanoTime() - killed);
        Figures figures = new Figures(taken, watch.p99());
        LOG.info("{} clients of a killed process: {}", count, figures);
        flood.goesOnBy(5);
        Tally.exact(count + " clients of a killed process", flood, subscribers);
        return figures;
    }

    private static void inherit(Peer heir, Collection<Subscriber> subscribers) {
        Semaphore room = new Semaphore(AT_ONCE);
        List<Throwable> faults = new ArrayList<>();
        for (Subscriber subscriber : subscribers) {
            room.acquireUninterruptibly();
            subscriber.goesTo(heir).whenComplete((done, fault) -> {
                if (fault != null) {
                    synchronized (faults) {
                        faults.add(fault);
                    }
                }
                room.release();
            });
        }
        room.acquireUninterruptibly(AT_ONCE);
        Assertions.assertEquals(List.of(), faults, "Faults of attaching");
    }
}
