package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(180)
@DisplayName("Clients that change their process several times a second")
class RestlessClientsTest {

    private static final Logger LOG = LoggerFactory.getLogger(RestlessClientsTest.class);
    private static final int CLIENTS = 60;
    private static final int MESSAGES = 2_000;
    private static final Duration PACE = Duration.ofMillis(3);

    private final Fleet fleet = new Fleet();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final Random random = new Random();
    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicLong longestSilence = new AtomicLong();
    private final Map<Subscriber, Long> received = new ConcurrentHashMap<>();
    private volatile boolean restless = true;
    private List<Peer> peers;

    @AfterEach
    void close() {
        scheduler.shutdownNow();
        fleet.close();
    }

    private void moveOn(Subscriber subscriber) {
        Peer next = peers.get(random.nextInt(peers.size()));
        CompletionStage<Void> attach = subscriber.goesTo(next);
        attach.whenComplete((attached, fault) -> {
            moves.incrementAndGet();
            if (fault != null) {
                faults.incrementAndGet();
            }
            if (restless) {
                scheduler.schedule(() -> moveOn(subscriber), 200 + random.nextInt(200), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void received(Subscriber subscriber) {
        long now = System.nanoTime();
        Long before = received.put(subscriber, now);
        if (before != null) {
            longestSilence.accumulateAndGet(now - before, Math::max);
        }
    }

    @Test
    @DisplayName("get each message once, in order, and no session ends")
    void getEachMessageOnce() {
        Setup setup = Setup.on(fleet.has(RedisServer.start()));
        peers = Stream.generate(() -> fleet.peer(setup)).limit(3).toList();
        List<Subscriber> subscribers = IntStream.range(0, CLIENTS)
                .mapToObj(number -> peers.get(number % 3).listener("/flood"))
                .toList();
        subscribers.forEach(subscriber -> subscriber.then(new Subscriber.Noted() {
            @Override
            public void noted(Subscriber client, long position, String channel, int number) {
                received(client);
            }
        }));
        Flood flood = Flood.from(peers.get(0), "/flood", PACE);
        subscribers.forEach(this::moveOn);
        flood.goesOnBy(MESSAGES);
        restless = false;
        Tally.exact("Restless clients", flood, subscribers);
        LOG.info("{} moves, longest silence {}", moves, Duration.ofNanos(longestSilence.get()));
        assertThat(faults).as("Attaches that failed").hasValue(0);
    }
}
