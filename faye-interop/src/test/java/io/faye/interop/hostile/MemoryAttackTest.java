package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import io.faye.interop.RawSocket;
import io.faye.interop.RawWebSocket;
import io.faye.interop.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.SmallHeap.class)
@DisplayName("More than a small heap holds, in many shares of which each is allowed, harms nobody else:")
class MemoryAttackTest {

    private static final String LONG = "x".repeat(900_000);
    private static final int NEARLY_MOST = 1_040_000;
    private static final int CONNECTIONS = 250;
    /** As many handshakes as a request may have. */
    private static final int BATCH = 10;

    @Test
    @DisplayName("60 sessions with messages of 900 KB that they do not read")
    void unreadMessages(Target target) {
        target.survives((server, innocents) -> {
            long before = evicted(server);
            try (RawHttp attacker = new RawHttp(server.port())) {
                List<String> clients = sessions(attacker, 60, "/unread/");
                for (int round = 0; round < 6; round++) {
                    for (int i = 0; i < clients.size(); i++) {
                        String reply = attacker.post(BayeuxMessages.publish("/unread/" + i, LONG))
                                .body();
                        assertThat(reply).containsAnyOf("\"successful\":true", "503:memory:Service unavailable");
                    }
                }
            }
            assertThat(evicted(server)).isGreaterThan(before);
        });
    }

    @Test
    @DisplayName("250 connections with bodies, fragments and frames of nearly 1 MiB and no end")
    void unfinished(Target target) {
        target.survives((server, innocents) -> {
            long before = evicted(server);
            List<RawSocket> attackers = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    attackers.add(i % 3 == 0 ? body(server) : i % 3 == 1 ? fragments(server) : frame(server));
                }
                assertThat(evicted(server)).isGreaterThan(before);
                assertThat(attackers.stream().filter(MemoryAttackTest::isEnded))
                        .as("those that the server has ended")
                        .hasSizeBetween(CONNECTIONS / 3, CONNECTIONS);
            } finally {
                attackers.forEach(RawSocket::close);
            }
        });
    }

    /** A field of a few bytes takes ten times as much memory. */
    @Test
    @DisplayName("1,000 sessions with 200 short messages each of many short fields that they do not read")
    void manyShort(Target target) {
        target.survives((server, innocents) -> {
            long before = evicted(server);
            String fields =
                    IntStream.range(0, 40).mapToObj(i -> ",\"f" + i + "\":1").collect(Collectors.joining());
            try (RawHttp attacker = new RawHttp(server.port())) {
                sessions(attacker, 1_000, "/short/");
            }
            for (int first = 0; first < 200_000; first += 200) {
                String batch = IntStream.range(first, first + 200)
                        .mapToObj(number -> BayeuxMessages.publish("/short/" + number % 1_000, "x"))
                        .map(message -> message.replace("}", fields + "}"))
                        .toList()
                        .toString();
                // A connection for each: the server closes one whose request it refuses.
                try (RawHttp attacker = new RawHttp(server.port())) {
                    assertThat(attacker.post(batch).status()).isIn(200, 503);
                }
            }
            assertThat(evicted(server)).isGreaterThan(before);
        });
    }

    private static boolean isEnded(RawSocket socket) {
        try {
            return socket.hears(Duration.ofMillis(1));
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static long evicted(Target target) {
        try (RawHttp http = new RawHttp(target.port())) {
            String health = http.request("GET", "/health", "", "").body();
            return WireJson.parse(health).path("memory").path("evicted").asLong();
        }
    }

    /** Begins sessions that have connected once; if the channel ends with a slash, each subscribes to its own below it. */
    private static List<String> sessions(RawHttp attacker, int count, String channel) {
        List<String> clients = new ArrayList<>();
        while (clients.size() < count) {
            int first = clients.size();
            String handshakes = Stream.generate(() -> BayeuxMessages.HANDSHAKE)
                    .limit(Math.min(BATCH, count - first))
                    .toList()
                    .toString();
            WireJson.parse(attacker.post(handshakes).body())
                    .forEach(reply -> clients.add(reply.path("clientId").asText()));
            begin(attacker, clients, first, channel);
        }
        return clients;
    }

    private static void begin(RawHttp attacker, List<String> clients, int first, String channel) {
        List<String> messages = new ArrayList<>();
        for (int i = first; i < clients.size(); i++) {
            messages.add(BayeuxMessages.subscribe(clients.get(i), channel.endsWith("/") ? channel + i : channel));
            messages.add(BayeuxMessages.connect(clients.get(i), 0));
        }
        assertThat(attacker.post(messages.toString()).body()).doesNotContain("\"successful\":false");
    }

    private static RawSocket body(Target target) {
        RawSocket socket = new RawSocket(target.port());
        String head = "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Content-Length: 1048576\r\n\r\n";
        socket.writeWhileOpen((head + "[" + " ".repeat(NEARLY_MOST)).getBytes(ISO_8859_1));
        return socket;
    }

    private static RawSocket fragments(Target target) {
        ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        for (int length = 0; length < NEARLY_MOST; length += 65_000) {
            fragments.writeBytes(head(length == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, 65_000));
            fragments.writeBytes(" ".repeat(65_000).getBytes(ISO_8859_1));
        }
        RawWebSocket socket = RawWebSocket.open(target.port());
        socket.socket().writeWhileOpen(fragments.toByteArray());
        return socket.socket();
    }

    private static RawSocket frame(Target target) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(head(RawWebSocket.FINAL | RawWebSocket.TEXT, 1 << 20));
        frame.writeBytes(" ".repeat(NEARLY_MOST).getBytes(ISO_8859_1));
        RawWebSocket socket = RawWebSocket.open(target.port());
        socket.socket().writeWhileOpen(frame.toByteArray());
        return socket.socket();
    }

    /** The head of a frame that is masked with zeros. */
    private static byte[] head(int first, int length) {
        return new byte[] {
            (byte) first,
            (byte) 0xFF,
            0,
            0,
            0,
            0,
            (byte) (length >>> 24),
            (byte) (length >>> 16),
            (byte) (length >>> 8),
            (byte) length,
            0,
            0,
            0,
            0
        };
    }
}
