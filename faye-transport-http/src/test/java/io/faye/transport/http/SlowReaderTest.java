package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that reads slowly")
class SlowReaderTest extends TestServer {

    private static final int MESSAGES = 120;
    private static final String PADDING = "x".repeat(50_000);

    @Test
    @DisplayName("gets everything in order in the end, and delays nobody else")
    void slowSubscriber() {
        RawConnection narrow = new RawConnection(server(), 16_384);
        try (RawWebSocket slow = new RawWebSocket(narrow, "/faye");
                RawWebSocket swift = socket();
                RawWebSocket publisher = socket()) {
            slow.join("/flood");
            swift.join("/flood");
            for (int i = 0; i < MESSAGES; i++) {
                publisher
                        .text("{'channel':'/flood','data':'" + i + PADDING + "'}")
                        .text();
                assertThat(swift.text()).contains("\"" + i + "x");
            }
            int next = 0;
            while (next < MESSAGES) {
                String frame = slow.text();
                for (int at = frame.indexOf("\"" + next + "x"); at >= 0; at = frame.indexOf("\"" + next + "x", at)) {
                    next++;
                }
            }
            assertThat(slow.text("[]").text()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("is not listened to while its replies pile up, and loses none")
    void slowPublisher() throws InterruptedException {
        int requests = 1_000;
        String names = IntStream.range(0, 40)
                .mapToObj(i -> "'/" + i + "x".repeat(200) + "'")
                .collect(Collectors.joining(","));
        try (RawWebSocket socket = new RawWebSocket(new RawConnection(server(), 262_144), "/faye")) {
            String request = "','channel':'/meta/subscribe','clientId':'" + socket.handshake() + "','subscription':["
                    + names + "]}]";
            AtomicInteger sent = new AtomicInteger();
            Thread writer = new Thread(() -> {
                while (sent.get() < requests) {
                    socket.text("[{'id':'" + sent.get() + request);
                    sent.incrementAndGet();
                }
            });
            writer.start();
            awaitStandstill(writer, sent);
            assertThat(sent).as("what the server and the kernels took").hasValueLessThan(requests);
            for (int i = 0; i < requests; i++) {
                assertThat(socket.text()).startsWith("[{\"id\":\"" + i + "\"").hasSizeGreaterThan(8_000);
            }
            writer.join(10_000);
            assertThat(writer.isAlive()).isFalse();
        }
    }

    private static void awaitStandstill(Thread writer, AtomicInteger sent) throws InterruptedException {
        int before = -1;
        while (writer.isAlive() && sent.get() > before) {
            before = sent.get();
            writer.join(500);
        }
    }
}
