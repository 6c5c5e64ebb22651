package io.faye.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

@DisplayName("A rate-limited log")
class RateLimitedLogTest {

    private final Queue<SubstituteLoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final SubstituteLogger logger = new SubstituteLogger("limits", events, false);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final RateLimitedLog log =
            new RateLimitedLog(logger, Duration.ofSeconds(1), nanos::get, LineBudget.UNLIMITED);

    private List<String> lines() {
        return events.stream()
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }

    @Test
    @DisplayName("writes a line of each kind at once, then none for a second, and then one with the number left out")
    void onceASecond() {
        for (String address : List.of("a", "b", "c")) {
            log.warn("one", "Refused {} (left out={})", address);
        }
        log.warn("two", "Dropped {} (left out={})", "x");
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(log.warn("one", "Refused {} (left out={})", "d")).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(log.warn("one", "Refused {} (left out={})", "e")).isTrue();

        assertThat(lines())
                .containsExactly("Refused a (left out=0)", "Dropped x (left out=0)", "Refused e (left out=3)");
        assertThat(events).extracting(SubstituteLoggingEvent::getLevel).containsOnly(Level.WARN);
    }

    @Test
    @DisplayName("makes one line of what clients sent, of bounded length")
    void oneLine() {
        log.info("one", "Refused {} (left out={})", "no\nsuch\u001b[31m\u0085\u009b\u2028\u202e " + "x".repeat(10_000));

        assertThat(lines().get(0))
                .contains("no?such?[31m???? xxx", "x... (left out=0)")
                .hasSizeLessThan(600);
    }

    @Test
    @DisplayName("writes the stack trace of a fault that is the last detail")
    void fault() {
        IllegalStateException fault = new IllegalStateException("planted");
        log.error("one", "Failed {} (left out={})", "x", fault);

        assertThat(events.element().getArgumentArray()).containsExactly("x", 0L);
        assertThat(events.element().getThrowable()).isSameAs(fault);
    }

    @Test
    @DisplayName("writes no more lines of many kinds at once than it may, and then one a second")
    void manyKinds() {
        long begin = System.nanoTime();
        RateLimitedLog many =
                new RateLimitedLog(logger, Duration.ofMinutes(1), System::nanoTime, new LineBudget(60, begin));
        for (int kind = 0; kind < 30_000; kind++) {
            many.warn(kind, "Refused {} (left out={})", kind);
            many.warn(kind, "Refused {} (left out={})", kind);
        }
        long seconds = 1 + (System.nanoTime() - begin) / 1_000_000_000;

        assertThat(events).hasSizeBetween(60, Math.toIntExact(60 + seconds));
    }
}
