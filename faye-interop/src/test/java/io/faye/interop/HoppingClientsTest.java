package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@DisplayName("Clients that change their server every 200 to 400 ms, while 300 messages a second are published,")
class HoppingClientsTest {

    private static final Logger LOG = LoggerFactory.getLogger(HoppingClientsTest.class);
    private static final int CLIENTS = 60;
    private static final int PUBLISHERS = 3;
    private static final int PER_SECOND = 100;
    private static final long NUMBERS = 1_000_000_000;
    /** Sessions live twice as long, so that no session expires while the machine stalls. */
    private static final int TIMEOUT_SECONDS = 20;

    private static final long HOPPING_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Machines that run tests stall for seconds. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final String here = Channels.own();
    private final Service service = new Service(TIMEOUT_SECONDS);
    private final Random random = new Random(seed());
    private final List<Hopper> hoppers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<SteadyPublisher> publishers = new ArrayList<>();

    private static long seed() {
        long seed = Long.getLong("faye.hopping.seed", System.nanoTime());
        LOG.info("Seed {}", seed);
        return seed;
    }

    @AfterEach
    void close() throws InterruptedException {
        publishers.forEach(SteadyPublisher::close);
        hoppers.forEach(Hopper::stop);
        for (Thread thread : threads) {
            thread.join(Limits.PATIENCE.toMillis());
        }
        service.close();
    }

    @Test
    @DisplayName("keep their sessions and get every message, with ack each message once")
    void ofAllKinds() {
        Duration silence = hop(HopperKind.values());
        assertThat(silence).isLessThan(LONGEST_SILENCE);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("all of one kind, wait less than a second for a message")
    void ofOneKind(HopperKind kind) {
        Duration silence = hop(kind);
        assertThat(silence).isLessThan(Duration.ofSeconds(1));
    }

    /** {@return the longest time that a client waited for a message} */
    private Duration hop(HopperKind... kinds) {
        for (int i = 0; i < CLIENTS; i++) {
            hoppers.add(kinds[i % kinds.length].begin(service, here, random.nextLong()));
        }
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(new SteadyPublisher(service.server(i).port(), here, i * NUMBERS, PER_SECOND));
        }
        hoppers.forEach(this::start);
        pass(HOPPING_NANOS);
        publishers.forEach(SteadyPublisher::stop);
        long[] published = publishers.stream()
                .flatMapToLong(SteadyPublisher::numbers)
                .sorted()
                .toArray();
        hoppers.forEach(hopper -> awaitAll(hopper, published.length));
        Stream.of(kinds).forEach(kind -> report(kind, published.length));
        hoppers.forEach(hopper -> assertReceived(hopper, published));
        assertOneOrder();
        return silence(hoppers.stream());
    }

    private void start(Hopper hopper) {
        Thread thread = new Thread(hopper, "hopper-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void awaitAll(Hopper hopper, int published) {
        long end = System.nanoTime() + Limits.PATIENCE.toNanos();
        while (distinct(hopper).size() < published && hopper.fault().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static List<Long> distinct(Hopper hopper) {
        return hopper.received().stream().distinct().toList();
    }

    private void report(HopperKind kind, int published) {
        List<Hopper> ofKind =
                hoppers.stream().filter(hopper -> hopper.kind() == kind).toList();
        int different =
                ofKind.stream().mapToInt(hopper -> distinct(hopper).size()).sum();
        int all = ofKind.stream().mapToInt(hopper -> hopper.received().size()).sum();
        LOG.info(
                "{}: {} clients, {} hops, {} messages for each, {} lost, {} twice, longest silence {} ms",
                kind,
                ofKind.size(),
                ofKind.stream().mapToInt(Hopper::hops).sum(),
                published,
                published * ofKind.size() - different,
                all - different,
                silence(ofKind.stream()).toMillis());
    }

    private static Duration silence(Stream<Hopper> hoppers) {
        return hoppers.map(Hopper::longestSilence).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private void assertReceived(Hopper hopper, long[] published) {
        assertThat(hopper.fault()).as("%s. %s", hopper, service.story()).isEmpty();
        List<Long> received = hopper.kind().acknowledges() ? hopper.received() : distinct(hopper);
        assertThat(received.stream().mapToLong(Long::longValue).sorted().toArray())
                .as("what %s received. %s", hopper, service.story())
                .containsExactly(published);
    }

    /** The order of the log is that of every publisher and of every client. */
    private void assertOneOrder() {
        List<Long> order = distinct(hoppers.get(0));
        for (SteadyPublisher publisher : publishers) {
            assertThat(order.stream().filter(publisher::isOwn))
                    .as("what one publisher sent")
                    .isSorted();
        }
        for (Hopper hopper : hoppers) {
            assertThat(distinct(hopper))
                    .as("order of %s, as of %s", hopper, hoppers.get(0))
                    .isEqualTo(order);
        }
    }
}
