package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.interop.RedisProcess;
import io.faye.interop.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system properties {@code faye.attack.seed}, {@code faye.attack.seconds} and {@code faye.attack.kinds} repeat the
 * mixture of another run, make it longer or shorter, and have it consist of some kinds only, by the names of their classes.
 * {@code faye.attack.long.seconds} is the length of what runs for an hour; {@code ./faye attack SECONDS} sets it.
 */
@DisplayName(
        "A server with a small heap, attacked in many ways at once, does not end, and innocent clients notice nothing:")
class RandomAttackTest {

    private static final Logger LOG = LoggerFactory.getLogger(RandomAttackTest.class);
    private static final long SEED = Long.getLong("faye.attack.seed", new Random().nextLong());
    private static final Duration MINUTE = Duration.ofSeconds(Long.getLong("faye.attack.seconds", 60));
    private static final Duration HOUR = Duration.ofSeconds(Long.getLong("faye.attack.long.seconds", 3_600));
    private static final String CHOICE = System.getProperty("faye.attack.kinds", "");

    private static final int TIMEOUT_SECONDS = 4;
    private static final int STRANGERS = 3;
    private static final int LARGE = 1 << 20;
    private static final long TOLERATED_KIB = 16 << 10;
    /** The Redis engine keeps the newest 16 MiB of the log. */
    private static final long TOLERATED_ON_REDIS_KIB = 64 << 10;

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final List<AttackKind> KINDS = List.of(
            new SharedBigQueue(),
            new RepliesBehindHeldConnect(),
            new UnreadReplies(),
            new UnreadQueues(),
            new QueueSlots(),
            new UnfinishedBodies(),
            new SessionFlood(),
            new PublishFlood(),
            new ManyNames(),
            new BatchesOfPublishes(),
            new SmallestRequests(),
            new LongHeaders(),
            new SessionsOverOneSocket());

    @TempDir
    private Path files;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("for a minute, with 256 MB, but for one message of a hundred")
    void forAMinute(TestReporter reporter) {
        attack(reporter, MINUTE, "-Xmx256m", TOLERATED_KIB);
    }

    @Test
    @Tag("long")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("for a minute, with 256 MB and Redis, but for one message of a hundred")
    void forAMinuteOnRedis(TestReporter reporter) {
        attackOnRedis(reporter, MINUTE, "-Xmx256m");
    }

    @Test
    @Tag("long")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    @DisplayName("for an hour, with 512 MB, but for one message of a hundred")
    void forAnHour(TestReporter reporter) {
        attack(reporter, HOUR, "-Xmx512m", TOLERATED_KIB);
    }

    @Test
    @Tag("long")
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    @DisplayName("for an hour, with 512 MB and Redis, but for one message of a hundred")
    void forAnHourOnRedis(TestReporter reporter) {
        attackOnRedis(reporter, HOUR, "-Xmx512m");
    }

    private void attackOnRedis(TestReporter reporter, Duration time, String heap) {
        try (RedisProcess redis = new RedisProcess()) {
            String[] options = Stream.concat(
                            Stream.of(redis.options()), Stream.of("--option", "max-log-bytes=100000000"))
                    .toArray(String[]::new);
            attack(reporter, time, heap, TOLERATED_ON_REDIS_KIB, options);
        }
    }

    private void attack(TestReporter reporter, Duration time, String heap, long tolerated, String... options) {
        reporter.publishEntry("faye.attack.seed", String.valueOf(SEED));
        try (ServerProcess server = start("attacked", heap, options);
                ServerProcess other = start("control", heap);
                Innocents control = Innocents.overBothTransports(other.port())) {
            warmUp(server, control);
            Memory memory = new Memory(server.pid());
            long before = memory.heap();
            Attackers attackers = new Attackers(server.port(), SEED, chosen());
            try (Innocents innocents = Innocents.overBothTransports(server.port())) {
                attackers.attack(STRANGERS, time, server.ended());
                reporter.publishEntry(figures(server, innocents, control));
                assertThat(server.ended())
                        .as("the server; %s\n%s", attackers.story(), server.story())
                        .isNotDone();
                innocents.noticedNextToNothing(control);
            }
            awaitHeap(memory, before + tolerated, attackers.story());
            reporter.publishEntry("heap", "before " + before + " KiB, after " + memory.heap() + " KiB");
        }
    }

    private static Map<String, String> figures(ServerProcess server, Innocents innocents, Innocents control) {
        Map<String, String> figures = new TreeMap<>();
        figures.put("restarts", server.ended().isDone() ? "1" : "0");
        figures.put("innocent clients", innocents.rounds().toString());
        figures.put(
                "longest beyond the other server",
                innocents.longestBeyond(control).toMillis() + " ms");
        figures.put("clients of the other server", control.rounds().toString());
        LOG.info("{}", figures);
        return figures;
    }

    private static void awaitHeap(Memory memory, long most, String story) {
        await("that the heap is nearly what it was; " + story)
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(memory.heap()).isLessThan(most));
    }

    private ServerProcess start(String name, String heap, String... options) {
        String[] all = Stream.concat(Stream.of("--static", files().toString()), Stream.of(options))
                .toArray(String[]::new);
        return ServerProcess.start(name, TIMEOUT_SECONDS, Map.of("JAVA_OPTS", heap), all);
    }

    private Path files() {
        try {
            Files.write(files.resolve("large.bin"), new byte[LARGE]);
            return files;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void warmUp(ServerProcess server, Innocents control) {
        try (Innocents first = Innocents.overBothTransports(server.port())) {
            first.noticedNothing(control);
        }
    }

    private static List<AttackKind> chosen() {
        List<String> names = List.of(CHOICE.split(","));
        return KINDS.stream()
                .filter(kind ->
                        CHOICE.isEmpty() || names.contains(kind.getClass().getSimpleName()))
                .toList();
    }
}
