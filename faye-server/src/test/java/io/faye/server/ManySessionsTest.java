package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sessions that are connected over one connection")
class ManySessionsTest extends ServerTest {

    private static final int[] SIZES = {3_000, 12_000};
    private static final int CONNECTS_AT_ONCE = 1_000;
    private static final int ROUNDS = 10;
    /** Linear work grows to 4 times as much, quadratic work to 16 times as much. */
    private static final int FACTOR = 8;

    @Test
    @DisplayName("each cost the same, however many there are")
    void linear() {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < ROUNDS && !isLinear(best); round++) {
            for (int i = 0; i < SIZES.length; i++) {
                best[i] = Math.min(best[i], work(SIZES[i]));
            }
        }
        assertThat(best[1])
                .as("nanoseconds for %s sessions: %s", Arrays.toString(SIZES), Arrays.toString(best))
                .matches(work -> isLinear(best));
    }

    private static boolean isLinear(long[] best) {
        return best[1] < Long.MAX_VALUE && best[1] < FACTOR * best[0];
    }

    /** {@return nanoseconds} The best of several rounds counts, so that a busy machine does not. */
    private long work(int sessions) {
        Remote remote = new Remote(server, Runnable::run, false);
        List<String> clients = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            clients.add(remote.handshake());
        }
        long before = System.nanoTime();
        for (int from = 0; from < sessions; from += CONNECTS_AT_ONCE) {
            connect(remote, clients.subList(from, from + CONNECTS_AT_ONCE));
        }
        assertThat(server.statistics().attachedSessions()).isEqualTo(sessions);
        remote.breaks();
        assertThat(server.statistics().attachedSessions()).isZero();
        return System.nanoTime() - before;
    }

    private static void connect(Remote remote, List<String> clients) {
        remote.send(clients.stream()
                .map(client -> "{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'websocket'}")
                .collect(Collectors.joining(",", "[", "]")));
    }
}
