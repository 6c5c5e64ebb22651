package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.transport.http.RawConnection.Reply;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Clients beyond what a server takes")
class AdmissionTest extends TestServer {

    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}";
    private static final String REFUSED = "\"error\":\"400:handshakes:Bad request\"";

    private FayeHttpServer limited(int connections, int connectionsPerAddress, int handshakes) {
        return server(builder()
                .trustedProxies(List.of("127.0.0.2"))
                .admission(new AdmissionLimits(connections, connectionsPerAddress, handshakes)));
    }

    private FayeHttpServer behindProxy(int connectionsPerAddress, int handshakes) {
        return server(builder()
                .trustedProxies(List.of("127.0.0.0/8", "::1"))
                .admission(new AdmissionLimits(0, connectionsPerAddress, handshakes)));
    }

    private static String from(String address) {
        return "X-Forwarded-For: " + address;
    }

    private static void refused(RawConnection connection, int status) {
        Reply reply = connection.request("OPTIONS", "/faye").reply();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("connection", "close");
        assertThat(connection.isEnded()).isTrue();
    }

    private static void isCutOff(RawConnection connection) {
        assertThatThrownBy(() -> connection.request("OPTIONS", "/faye").reply())
                .isInstanceOfAny(AssertionError.class, UncheckedIOException.class);
    }

    private static void served(RawConnection connection) {
        assertThat(connection.request("OPTIONS", "/faye").reply().status()).isEqualTo(200);
    }

    /** Served before others come: those that come at the same time may be counted in any order. */
    private static RawConnection guest(FayeHttpServer server) {
        RawConnection connection = new RawConnection(server);
        served(connection);
        return connection;
    }

    /** Connects until there is room: the server learns a little later than the client that a connection is gone. */
    private static void servedAfterAll(FayeHttpServer server) {
        int status = 0;
        for (int i = 0; i < 1_000 && status != 200; i++) {
            try (RawConnection connection = new RawConnection(server)) {
                status = connection.request("OPTIONS", "/faye").reply().status();
            }
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    @DisplayName("get 503 when it has as many connections as it takes, until one is closed")
    void connections() {
        FayeHttpServer server = limited(2, 0, 0);
        try (RawConnection first = guest(server)) {
            try (RawConnection second = guest(server);
                    RawConnection third = new RawConnection(server)) {
                refused(third, 503);
                served(second);
                served(first);
            }
            servedAfterAll(server);
        }
    }

    @Test
    @DisplayName(
            "get 429 when their address has as many connections as it may, WebSockets among them, until one is closed")
    void connectionsPerAddress() {
        FayeHttpServer server = limited(0, 2, 0);
        try (RawConnection first = guest(server)) {
            try (RawWebSocket second = new RawWebSocket(server);
                    RawConnection third = new RawConnection(server)) {
                served(first);
                assertThat(second.text("[]").text()).isEqualTo("[]");
                refused(third, 429);
            }
            servedAfterAll(server);
        }
    }

    @Test
    @DisplayName("are closed if they are refused and say nothing")
    void silent() {
        FayeHttpServer server = limited(0, 1, 0);
        try (RawConnection first = guest(server);
                RawConnection second = new RawConnection(server)) {
            served(first);
            assertThat(second.octet()).isNegative();
            served(first);
        }
    }

    @Test
    @DisplayName("are closed without a word when too many are being refused already")
    void crowdOfRefused() {
        FayeHttpServer server = limited(0, 1, 0);
        try (RawConnection first = guest(server)) {
            RawConnection[] crowd = new RawConnection[257];
            for (int i = 0; i < crowd.length; i++) {
                crowd[i] = new RawConnection(server);
            }
            assertThat(List.of(crowd)).satisfiesOnlyOnce(AdmissionTest::isCutOff);
            for (RawConnection connection : crowd) {
                connection.close();
            }
            served(first);
        }
    }

    @Test
    @DisplayName("get 400:handshakes:Bad request when their address shakes hands too often, and are served otherwise")
    void handshakes() {
        limited(0, 0, 3);
        try (RawConnection connection = connection()) {
            String replies = connection
                    .post("/faye", "[" + String.join(",", HANDSHAKE, HANDSHAKE, HANDSHAKE, HANDSHAKE) + "]")
                    .reply()
                    .body();
            assertThat(replies.split("\"clientId\"", -1)).hasSize(4);
            assertThat(replies).containsOnlyOnce(REFUSED);
            assertThat(connection.post("/faye", publish("/a", "b")).reply().body())
                    .contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("get it on a WebSocket too, which stays open")
    void handshakesOnSocket() {
        limited(0, 0, 1);
        try (RawWebSocket socket = socket()) {
            socket.handshake();
            assertThat(socket.text(HANDSHAKE).text()).contains(REFUSED);
            assertThat(socket.text(publish("/a", "b")).text()).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("may shake hands again when time has passed")
    void handshakesLater() {
        HandshakeRate rate = new HandshakeRate(2);
        Network network = new Network(4, 1);
        assertThat(rate.admits(network, 0)).isTrue();
        assertThat(rate.admits(network, 0)).isTrue();
        assertThat(rate.admits(network, 400_000_000)).isFalse();
        assertThat(rate.admits(new Network(4, 2), 400_000_000)).isTrue();
        assertThat(rate.admits(network, 500_000_000)).isTrue();
        assertThat(rate.admits(network, 500_000_000)).isFalse();
    }

    @Test
    @DisplayName("are told apart by the address that a trusted proxy names, for handshakes")
    void handshakesThroughProxy() {
        behindProxy(0, 1);
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("203.0.113.1"))
                            .reply()
                            .body())
                    .contains("clientId");
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("203.0.113.1"))
                            .reply()
                            .body())
                    .contains(REFUSED);
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("203.0.113.2"))
                            .reply()
                            .body())
                    .contains("clientId");
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("2001:db8::1"))
                            .reply()
                            .body())
                    .contains("clientId");
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("2001:db8::2"))
                            .reply()
                            .body())
                    .as("an address of the same IPv6 network")
                    .contains(REFUSED);
        }
    }

    @Test
    @DisplayName("are not told apart by what anybody else says of himself")
    void handshakesOfLiars() {
        limited(0, 0, 1);
        try (RawConnection connection = connection()) {
            connection.post("/faye", HANDSHAKE, from("203.0.113.1")).reply();
            assertThat(connection
                            .post("/faye", HANDSHAKE, from("203.0.113.2"))
                            .reply()
                            .body())
                    .contains(REFUSED);
        }
    }

    @Test
    @DisplayName("are told apart by the address that a trusted proxy names, for WebSockets and held polls")
    void connectionsThroughProxy() {
        FayeHttpServer server = behindProxy(1, 0);
        String[] upgrade = List.of(RawWebSocket.UPGRADE).toArray(new String[5]);
        upgrade[4] = from("203.0.113.1");
        try (RawConnection first = new RawConnection(server);
                RawConnection second = new RawConnection(server)) {
            assertThat(first.request("GET", "/faye", upgrade).reply().status()).isEqualTo(101);
            assertThat(second.request("OPTIONS", "/faye", from("203.0.113.2"))
                            .reply()
                            .status())
                    .isEqualTo(200);
            assertThat(second.request("OPTIONS", "/faye", from("203.0.113.3"))
                            .reply()
                            .status())
                    .isEqualTo(200);
            Reply refused =
                    second.request("OPTIONS", "/faye", from("203.0.113.1")).reply();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(second.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("cannot be counted with limits below zero")
    void senselessLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdmissionLimits(0, -1, 0))
                .withMessage("Expected maxConnectionsPerAddress of 0 or more, but got -1");
    }
}
