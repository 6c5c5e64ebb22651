package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.HttpReply;
import io.faye.interop.RawEventStream;
import io.faye.interop.RawHttp;
import io.faye.interop.RawSocket;
import io.faye.interop.RawWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.SmallHeap.class)
@DisplayName("A server with little memory survives, and nobody else notices,")
class ReplyAttackTest {

    private static final int SESSIONS = 400;
    private static final String LONG = "x".repeat(900_000);
    private static final int MOST_OF_A_REPLY = 2 << 20;
    private static final int PIPELINED = 31;
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4};
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    @DisplayName("one request for the same message of 900 KB in 400 sessions, who get it one after the other")
    void oneRequest(Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp http = new RawHttp(server.port())) {
                String connects = sessionsWithOneMessage(server, http);
                for (int round = 0; round < 5; round++) {
                    HttpReply reply = http.post(connects);
                    assertThat(reply.body()).hasSizeBetween(LONG.length(), MOST_OF_A_REPLY);
                }
            }
        });
    }

    @Test
    @DisplayName("the same over a WebSocket")
    void oneFrame(Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp http = new RawHttp(server.port());
                    RawWebSocket socket = RawWebSocket.open(server.port())) {
                socket.send(sessionsWithOneMessage(server, http));
                // To the first session the message is delivered, to the second it comes in the reply, to others not
                // yet.
                for (int i = 0; i < 2; i++) {
                    assertThat(socket.receive().text()).hasSizeBetween(LONG.length(), MOST_OF_A_REPLY);
                }
            }
        });
    }

    /** {@return a request with connects of many sessions, each of which has the same message in its queue} */
    private static String sessionsWithOneMessage(Target target, RawHttp http) {
        List<String> clients = IntStream.range(0, SESSIONS)
                .mapToObj(i -> BayeuxMessages.handshake(target.port()))
                .toList();
        batch(http, clients.stream().map(client -> BayeuxMessages.subscribe(client, "/long")));
        assertThat(http.post(BayeuxMessages.publish("/long", LONG)).body()).contains("\"successful\":true");
        return clients.stream()
                .map(client -> BayeuxMessages.connect(client, 0))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void batch(RawHttp http, Stream<String> messages) {
        assertThat(http.post(messages.collect(Collectors.joining(",", "[", "]")))
                        .body())
                .doesNotContain("\"successful\":false");
    }

    @Test
    @DisplayName("requests for files behind held connects")
    void files(Target target) {
        String request = "GET " + Target.FILE + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        behindHeldConnects(target, 20, http -> http.sendRaw(request.repeat(PIPELINED)));
    }

    @Test
    @DisplayName("long ids behind held connects, which are refused")
    void ids(Target target) {
        behindHeldConnects(target, 12, http -> publish(http, "\"id\":\"" + LONG + "\",\"data\":1"));
        try (RawHttp http = new RawHttp(target.port())) {
            HttpReply reply = http.post("{\"channel\":\"/a\",\"data\":1,\"id\":\"" + LONG + "\"}");
            assertThat(reply.body())
                    .isEqualTo("[{\"channel\":\"/a\",\"successful\":false,\"error\":\"400:id:Bad request\"}]");
        }
    }

    @Test
    @DisplayName("long requests whose replies wait behind held connects")
    void requests(Target target) {
        behindHeldConnects(target, 12, http -> publish(http, "\"id\":\"1\",\"data\":\"" + LONG + "\""));
    }

    @Test
    @DisplayName("long requests that hold a connect, some of which are refused")
    void connects(Target target) {
        target.survives((server, innocents) -> attackers(server, 300, http -> {
            String connect = BayeuxMessages.connect(BayeuxMessages.handshake(server.port()))
                    .replaceFirst("\\{", "{\"padding\":\"" + LONG + "\",");
            http.socket()
                    .writeWhileOpen(("POST /faye HTTP/1.1\r\nHost: localhost\r\n" + RawHttp.JSON + "Content-Length: "
                                    + connect.length() + "\r\n\r\n" + connect)
                            .getBytes(US_ASCII));
        }));
    }

    private static void publish(RawHttp http, String fields) {
        for (int i = 0; i < PIPELINED; i++) {
            http.send("POST", "/faye", RawHttp.JSON, "{\"channel\":\"/nobody\"," + fields + "}");
        }
    }

    private static void behindHeldConnects(Target target, int connections, Attacker attacker) {
        target.survives((server, innocents) -> attackers(server, connections, http -> {
            String client = BayeuxMessages.handshake(server.port());
            http.send("POST", "/faye", RawHttp.JSON, BayeuxMessages.connect(client));
            attacker.attack(http);
        }));
    }

    /** Attacks over many connections, which stay open until all have. */
    private static void attackers(Target target, int connections, Attacker attacker) {
        List<RawHttp> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                RawHttp http = new RawHttp(target.port());
                open.add(http);
                attacker.attack(http);
            }
            assertThat(open.get(0).receiveStatusLine()).containsAnyOf(" 200 ", " 503 ");
        } finally {
            open.forEach(RawHttp::close);
        }
    }

    @Test
    @DisplayName("responses that are not read, which are given up, but not one that is read slowly")
    void unread(Target target) {
        target.survives((server, innocents) -> {
            List<RawSocket> unread = new ArrayList<>();
            try (RawHttp slow = new RawHttp(server.port())) {
                for (int i = 0; i < 20; i++) {
                    unread.add(unreadFiles(server));
                    unread.add(unreadSocket(server, "/unread/" + i));
                    unread.add(unreadStream(server, "/streamed/" + i));
                }
                readSlowly(slow);
                awaitClosed(unread);
            } finally {
                unread.forEach(RawSocket::close);
            }
        });
    }

    private static RawSocket unreadFiles(Target target) {
        RawHttp http = new RawHttp(target.port());
        http.sendRaw(("GET " + Target.FILE + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(15));
        return http.socket();
    }

    private static RawSocket unreadSocket(Target target, String channel) {
        RawWebSocket socket = RawWebSocket.open(target.port());
        String client = BayeuxMessages.handshake(target.port());
        socket.send("[" + BayeuxMessages.subscribe(client, channel) + "," + BayeuxMessages.connect(client) + "]");
        publishMuch(target, client, channel);
        return socket.socket();
    }

    private static RawSocket unreadStream(Target target, String channel) {
        String client = BayeuxMessages.handshake(target.port());
        RawEventStream stream = RawEventStream.open(target.port(), client);
        assertThat(stream.head().status()).isEqualTo(200);
        publishMuch(target, client, channel);
        return stream.socket();
    }

    private static void publishMuch(Target target, String client, String channel) {
        try (RawHttp http = new RawHttp(target.port())) {
            assertThat(http.post(BayeuxMessages.subscribe(client, channel)).body())
                    .contains("\"successful\":true");
            for (int i = 0; i < 2; i++) {
                assertThat(http.post(BayeuxMessages.publish(channel, LONG)).body())
                        .contains("\"successful\":true");
            }
        }
    }

    /** As fast as a telephone: 30 KB in each second, for longer than others are given who read nothing. */
    private static void readSlowly(RawHttp http) {
        http.sendRaw(("GET " + Target.FILE + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(2));
        HttpReply.head(http.socket());
        for (int left = 1 << 20; left > 0; left -= 3_000) {
            assertThat(http.socket().read(Math.min(left, 3_000))).isNotEmpty();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(http.receive().status()).isEqualTo(200);
    }

    /** A client that does not read is told by a reset, when it sends something. */
    private static void awaitClosed(List<RawSocket> unread) {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<RawSocket> open = new ArrayList<>(unread);
        while (!open.isEmpty()) {
            assertThat(Instant.now()).as("%s connections are open", open.size()).isBefore(deadline);
            open.removeIf(socket -> !socket.takes(PING));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    /** What somebody does over a connection of its own. */
    private interface Attacker {
        void attack(RawHttp http);
    }
}
