package io.faye.engine.redis.faults;

import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.RedisServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("While a host blocks all threads that complete its operations")
class SlowHostTest {

    private static final int BLOCKED = 64;
    private static final int THREADS = 2;
    private static final int MANY = 600;

    private final Fleet fleet = new Fleet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger blocked = new AtomicInteger();
    private Peer slow;
    private Peer other;

    @BeforeEach
    void start() {
        Setup setup = Setup.on(fleet.has(RedisServer.start()));
        slow = fleet.peer(setup);
        other = fleet.peer(setup);
    }

    @AfterEach
    void close() {
        end.countDown();
        fleet.close();
    }

    private void block() {
        List<Subscriber> sessions =
                Stream.generate(() -> other.subscriber("/none")).limit(BLOCKED).toList();
        sessions.forEach(
                session -> slow.engine().attach(session.id(), new Silent()).thenRun(this::await));
        Await.until("operations block the host", () -> blocked.get() >= THREADS);
    }

    private void await() {
        blocked.incrementAndGet();
        try {
            end.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("messages go on reaching the clients of its process, and these can go to another one")
    void deliversOn() {
        List<Subscriber> subscribers =
                Stream.generate(() -> slow.listener("/flood")).limit(MANY).toList();
        block();
        Await.get("publish", other.publish("/flood", 1));
        for (Subscriber subscriber : subscribers) {
            Await.until("the message comes", () -> subscriber.hasGot("/flood", 1));
        }
        Subscriber leaving = subscribers.get(0);
        leaving.comesTo(other);
        Await.until("the process is told that a client has moved", () -> leaving.moves() == 1);
    }

    private static final class Silent implements AttachmentListener {

        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {}
    }
}
