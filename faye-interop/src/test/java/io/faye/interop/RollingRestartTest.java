package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Tag("not-in-faye")
@DisplayName("When three servers on one Redis behind HAProxy are restarted one after another, each after a drain,")
class RollingRestartTest {

    private static final Logger LOG = LoggerFactory.getLogger(RollingRestartTest.class);
    private static final int SERVERS = 3;
    private static final int PUBLISHERS = 2;
    private static final int PER_SECOND = 20;
    private static final long NUMBERS = 1_000_000_000;
    private static final long SECOND = 1_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Machines that run tests stall for seconds. */
    private static final long LONGEST_SILENCE = 30 * SECOND;

    private final String channel = Channels.own();
    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<Fleet> fleets = new ArrayList<>();
    private final List<PostPublisher> publishers = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
    }

    private <T extends AutoCloseable> T started(T process) {
        started.add(process);
        return process;
    }

    @Test
    @Timeout(600)
    @DisplayName("clients keep their sessions and lose no message, and with ack they get none twice")
    void onceEach() {
        roll(EnumSet.of(Fleet.Kind.OURS_WEBSOCKET, Fleet.Kind.COMETD_POLLING, Fleet.Kind.FAYE_WEBSOCKET), 36, 1, 2);
    }

    @Test
    @Tag("long")
    @Timeout(900)
    @DisplayName("twice, so do 300 clients of six kinds, and they do not come back all at once")
    void twiceEach() {
        List<Fleet.Report> reports = roll(EnumSet.allOf(Fleet.Kind.class), 300, 2, 6);
        for (int i = 0; i < reports.size(); i++) {
            if (fleets.get(i).kind().streams()) {
                int clients = reports.get(i).clients().size();
                assertThat(mostInASecond(reports.get(i).opened(), clients))
                        .as("connections that %s opened in one second", fleets.get(i))
                        .isLessThan(clients / 3);
            }
        }
    }

    /** {@return what the clients saw} */
    private List<Fleet.Report> roll(Set<Fleet.Kind> kinds, int clients, int rounds, int drainSeconds) {
        BalancedService service = started(new BalancedService(SERVERS, drainSeconds));
        kinds.forEach(
                kind -> fleets.add(started(new Fleet(kind, clients / kinds.size(), service.balancer(), channel))));
        fleets.forEach(Fleet::awaitReady);
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(started(new PostPublisher(service.balancer().getPort(), channel, i * NUMBERS, PER_SECOND)));
        }
        for (int restart = 0; restart < rounds * SERVERS; restart++) {
            service.restart(restart % SERVERS);
        }
        publishers.forEach(PostPublisher::stop);
        long[] published = publishers.stream()
                .flatMapToLong(PostPublisher::numbers)
                .sorted()
                .toArray();
        fleets.forEach(fleet -> awaitAll(fleet, published.length));
        List<Fleet.Report> reports = fleets.stream().map(Fleet::report).toList();
        for (int i = 0; i < reports.size(); i++) {
            report(fleets.get(i).kind(), reports.get(i), published.length);
        }
        for (int i = 0; i < reports.size(); i++) {
            assertReceived(fleets.get(i).kind(), reports.get(i), published, service);
        }
        return reports;
    }

    /** What is missing after that is reported as lost. */
    private static void awaitAll(Fleet fleet, int published) {
        long end = System.nanoTime() + Limits.PATIENCE.multipliedBy(4).toNanos();
        while (fleet.least() < published && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void report(Fleet.Kind kind, Fleet.Report report, int published) {
        List<Fleet.Client> clients = report.clients();
        long different = clients.stream().mapToLong(Fleet.Client::distinct).sum();
        long all = clients.stream().mapToLong(client -> client.numbers().length).sum();
        LOG.info(
                "{}: {} clients, {} messages for each, {} lost, {} twice, longest silence {} ms, {} connections opened,"
                        + " at most {} in a second after the first",
                kind,
                clients.size(),
                published,
                (long) published * clients.size() - different,
                all - different,
                clients.stream().mapToLong(Fleet.Client::silence).max().orElse(0),
                report.opened().length,
                mostInASecond(report.opened(), clients.size()));
    }

    /** {@return the greatest number of connections within a second, without those that the clients began with} */
    private static long mostInASecond(long[] opened, int clients) {
        long[] later = Arrays.stream(opened).sorted().skip(2L * clients).toArray();
        return Arrays.stream(later)
                .map(begin -> LongStream.of(later)
                        .filter(time -> time >= begin && time < begin + SECOND)
                        .count())
                .max()
                .orElse(0);
    }

    private static void assertReceived(
            Fleet.Kind kind, Fleet.Report report, long[] published, BalancedService service) {
        for (Fleet.Client client : report.clients()) {
            LongStream received = LongStream.of(client.numbers());
            assertThat((kind.acknowledges() ? received : received.distinct())
                            .sorted()
                            .toArray())
                    .as("what a client of %s received. %s", kind, service.story())
                    .containsExactly(published);
            assertThat(client.handshakes())
                    .as("sessions of a client of %s. %s", kind, service.story())
                    .isOne();
            assertThat(client.silence()).as("silence of %s", kind).isLessThan(LONGEST_SILENCE);
        }
    }
}
