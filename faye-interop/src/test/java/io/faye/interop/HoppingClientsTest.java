package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@DisplayName("Clients with ack that go on to another server every 200 to 400 ms")
class HoppingClientsTest {

    private static final Logger LOG = LoggerFactory.getLogger(HoppingClientsTest.class);
    private static final int CLIENTS = 60;
    private static final long HOPPING_NANOS = 8_000_000_000L;
    private static final long LOOK_NANOS = 10_000_000;

    private final String here = Channels.own();
    private final Service service = new Service();
    private final List<Hopper> hoppers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        hoppers.forEach(Hopper::stop);
        for (Thread thread : threads) {
            thread.join(Limits.PATIENCE.toMillis());
        }
        service.close();
    }

    @Test
    @DisplayName("keep their sessions, and get each message once, in order")
    void keepTheirSessions() {
        long seed = System.nanoTime();
        LOG.info("Seed {}", seed);
        try (InteropClient publisher =
                new CometdClient(service.server(1).url(), Transport.WEBSOCKET, new Inbox(service::story))) {
            for (int i = 0; i < CLIENTS; i++) {
                hop(new Hopper(service, here, seed + i));
            }
            Numbers numbers = new Numbers(publisher, here);
            pass(HOPPING_NANOS);
            long last = numbers.stop();
            for (Hopper hopper : hoppers) {
                until(hopper, last);
                assertThat(hopper.received()).as(hopper + ", seed " + seed).isEqualTo(InteropClient.numbers((int)
                        last));
            }
        }
    }

    private void hop(Hopper hopper) {
        Thread thread = new Thread(hopper, "hopper-" + hoppers.size());
        thread.setDaemon(true);
        hoppers.add(hopper);
        threads.add(thread);
        thread.start();
    }

    private static void until(Hopper hopper, long last) {
        long end = System.nanoTime() + Limits.PATIENCE.toNanos();
        while (!hopper.hasReceived(last)) {
            assertThat(hopper.fault()).isEmpty();
            assertThat(System.nanoTime() - end)
                    .as(hopper + " has message " + last + ", not only "
                            + hopper.received().size())
                    .isNegative();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
