package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawEventStream;
import io.faye.interop.RawHttp;
import io.faye.interop.RawSocket;
import io.faye.interop.RawWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.Shared.class)
@DisplayName("Many at once, or much that nobody reads, harm nobody else:")
class CrowdAttackTest {

    private static final String MUCH = "x".repeat(800_000);

    @Test
    @DisplayName("40 MB for a client that does not read")
    void slowReader(Target target) {
        unread(target, 50);
    }

    @Test
    @Tag("long")
    @DisplayName("400 MB for a client that does not read")
    void verySlowReader(Target target) {
        unread(target, 500);
    }

    @Test
    @DisplayName("40 MB for an event stream that is not read")
    void slowStream(Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            try (RawEventStream stream = RawEventStream.open(server.port(), client);
                    RawHttp publisher = new RawHttp(server.port())) {
                assertThat(stream.head().status()).isEqualTo(200);
                assertThat(publisher
                                .post(BayeuxMessages.subscribe(client, "/much"))
                                .body())
                        .contains("\"successful\":true");
                publishMuch(publisher, 50);
                assertThat(publisher.post(BayeuxMessages.connect(client, 0)).body())
                        .contains("401:");
            }
        });
    }

    @Test
    @DisplayName("500 event streams of nobody")
    void strangersStreams(Target target) {
        target.survives((server, innocents) -> {
            List<RawEventStream> streams = new ArrayList<>();
            try {
                IntStream.range(0, 500).forEach(i -> streams.add(RawEventStream.open(server.port(), "nobody" + i)));
                assertThat(streams)
                        .allSatisfy(stream -> assertThat(stream.head().status()).isEqualTo(200));
            } finally {
                streams.forEach(RawEventStream::close);
            }
        });
    }

    @Test
    @DisplayName("300 connects that hang")
    void hangingConnects(Target target) {
        hanging(target, 300);
    }

    @Test
    @Tag("long")
    @DisplayName("5,000 connects that hang")
    void thousandsOfHangingConnects(Target target) {
        hanging(target, 5_000);
    }

    /** What passes the bound of its queue ends the session, so the client is unknown afterwards. */
    private static void unread(Target target, int messages) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            try (RawWebSocket reader = RawWebSocket.open(server.port());
                    RawHttp publisher = new RawHttp(server.port())) {
                reader.send("[" + BayeuxMessages.subscribe(client, "/much") + "," + BayeuxMessages.connect(client, 0)
                        + "]");
                publishMuch(publisher, messages);
                assertThat(publisher.post(BayeuxMessages.connect(client, 0)).body())
                        .contains("401:");
            }
        });
    }

    private static void publishMuch(RawHttp publisher, int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(publisher.post(BayeuxMessages.publish("/much", MUCH)).body())
                    .contains("\"successful\":true");
        }
    }

    private static void hanging(Target target, int count) {
        target.survives((server, innocents) -> {
            List<RawSocket> attackers = new ArrayList<>();
            try {
                IntStream.range(0, count).forEach(i -> attackers.add(hang(server)));
                assertThat(attackers).allSatisfy(held -> assertThat(held.line()).contains(" 200 "));
            } finally {
                attackers.forEach(RawSocket::close);
            }
        });
    }

    private static RawSocket hang(Target target) {
        RawSocket socket = new RawSocket(target.port());
        String connect = BayeuxMessages.connect(BayeuxMessages.handshake(target.port()));
        socket.write(("POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Content-Length: "
                        + connect.getBytes(UTF_8).length + "\r\n\r\n" + connect)
                .getBytes(ISO_8859_1));
        return socket;
    }
}
