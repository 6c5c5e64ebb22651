package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(300)
@DisplayName("When Redis is restarted under load, its processes put their sessions back")
class RestartUnderLoadTest {

    private static final Logger LOG = LoggerFactory.getLogger(RestartUnderLoadTest.class);
    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration WELL = Duration.ofSeconds(10);

    private final Fleet fleet = new Fleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    /**
     * What was measured.
     *
     * @param well until a script was run for each session, and a publish was accepted at once again
     * @param scripts for how long Redis ran scripts until then
     * @param scans how often Redis looked for entries of the log
     */
    private record Figures(Duration well, Duration scripts, long scans) {}

    @Test
    @DisplayName("with one look at the log for many sessions: 500 sessions at 500 messages a second")
    void takesLittleWork() {
        Figures figures = restart(500, Duration.ofMillis(2));
        assertThat(figures.scans()).as(figures.toString()).isLessThan(250);
    }

    @Test
    @Tag("long")
    @DisplayName("within 10 s, with 4,000 sessions at 1,500 messages a second")
    void isWellSoon() {
        Figures figures = restart(4_000, Duration.ofNanos(600_000));
        assertThat(figures.scripts()).as(figures.toString()).isLessThan(Duration.ofSeconds(5));
        assertThat(figures.well()).as(figures.toString()).isLessThan(WELL);
    }

    private Figures restart(int sessions, Duration pace) {
        RedisServer redis = fleet.has(RedisServer.start());
        Setup setup = Setup.on(redis);
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = IntStream.range(0, sessions)
                .mapToObj(number -> (number % 2 == 0 ? first : second).listener("/some/" + number, "/all"))
                .toList();
        Subscriber watching = second.listener("/flood");
        Flood flood = Flood.from(first, "/flood", pace);
        flood.goesOnBy(2_000);
        redis.stop();
        Await.pass(DOWN);
        redis.restart();
        long returned = System.nanoTime();
        List<CompletionStage<Boolean>> pings = subscribers.stream()
                .map(subscriber -> second.engine().ping(subscriber.id()))
                .toList();
        for (int i = 0; i < sessions; i++) {
            Subscriber subscriber = subscribers.get(i);
            CompletionStage<Boolean> ping = pings.get(i);
            boolean lives = Await.get("ping", ping.exceptionally(fault -> false))
                    || Await.eventually("ping", () -> second.engine().ping(subscriber.id()));
            assertThat(lives).as("Session " + i + " lives").isTrue();
        }
        flood.goesOnBy(200);
        Await.eventually("publish", () -> second.publish("/all", 1));
        Duration well = Duration.ofNanos(System.nanoTime() - returned);
        Await.until("each session gets a message", () -> subscribers.stream()
                .allMatch(subscriber -> subscriber.hasGot("/all", 1)));
        long micros = count(redis, "cmdstat_evalsha", "usec");
        Figures figures = new Figures(well, Duration.ofNanos(micros * 1_000), count(redis, "cmdstat_xrange", "calls"));
        LOG.info("{} sessions: {}", sessions, figures);
        Tally.exact("Redis restarted with " + sessions + " sessions", flood, List.of(watching));
        return figures;
    }

    private static long count(RedisServer redis, String command, String what) {
        String figures = redis.info("commandstats").getOrDefault(command, what + "=0,");
        return Long.parseLong(figures.replaceFirst(".*" + what + "=(\\d+),.*", "$1"));
    }
}
