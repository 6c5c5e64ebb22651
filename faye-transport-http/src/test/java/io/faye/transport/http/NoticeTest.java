package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

@DisplayName("A limit that bites")
class NoticeTest {

    @Test
    @DisplayName("is told at once, then not again for a second, and then with how often it went untold")
    void toldOnceASecond() {
        Queue<SubstituteLoggingEvent> lines = new ConcurrentLinkedQueue<>();
        Notice notice = new Notice(new SubstituteLogger("limits", lines, false), "Refused {}, and {} more");
        long begin = System.nanoTime();
        long times = 0;
        while (lines.size() < 2 && System.nanoTime() - begin < 10_000_000_000L) {
            notice.about("somebody");
            times++;
        }
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(1_000_000_000L);
        assertThat(lines.remove().getArgumentArray()).containsExactly("somebody", 0L);
        SubstituteLoggingEvent second = lines.remove();
        assertThat(second.getLevel()).isEqualTo(Level.WARN);
        assertThat(second.getArgumentArray()).containsExactly("somebody", times - 2);
    }
}
