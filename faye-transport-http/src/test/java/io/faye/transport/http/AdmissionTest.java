package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.protocol.ProtocolLimits;
import io.faye.transport.AddressKey;
import io.faye.transport.HandshakeRateLimiter;
import io.faye.transport.http.RawConnection.Reply;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Clients beyond what a server takes")
class AdmissionTest extends TestServer {

    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}";
    private static final String REFUSED = "\"error\":\"400:handshakes:Bad request\"";
    private static final int MANY = ProtocolLimits.DEFAULT.maxHandshakes();
    private static final String MANY_HANDSHAKES = "[" + String.join(",", Collections.nCopies(MANY, HANDSHAKE)) + "]";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private FayeHttpServer limited(int connections, int connectionsPerAddress, int handshakes) {
        return server(builder()
                .trustedProxies(List.of("127.0.0.2"))
                .admission(new AdmissionLimits(connections, connectionsPerAddress, handshakes, 0)));
    }

    private FayeHttpServer behindProxy(int connectionsPerAddress, int handshakes) {
        return server(builder()
                .trustedProxies(List.of("127.0.0.0/8", "::1"))
                .admission(new AdmissionLimits(0, connectionsPerAddress, handshakes, 0)));
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
        assertThatThrownBy(connection::reply).isInstanceOfAny(AssertionError.class, UncheckedIOException.class);
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
        long begin = System.nanoTime();
        int status = 0;
        while (status != 200 && System.nanoTime() - begin < PATIENCE) {
            LockSupport.parkNanos(LOOK);
            try (RawConnection connection = new RawConnection(server)) {
                status = connection.request("OPTIONS", "/faye").reply().status();
            }
        }
        assertThat(status).isEqualTo(200);
    }

    /** Shakes hands far too often: so many are admitted at once, and so many more for each second that this itself takes. */
    private static void admits(int perSecond, Supplier<String> shaking) {
        long begin = System.nanoTime();
        String replies = shaking.get();
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        int admitted = count("\"successful\":true", replies);
        assertThat(admitted).isBetween(perSecond, (int) (perSecond * (1 + seconds)));
        assertThat(count(REFUSED, replies)).isEqualTo(count("/meta/handshake", replies) - admitted);
    }

    private static int count(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
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
                refused(third, 429);
                served(first);
                assertThat(second.text("[]").text()).isEqualTo("[]");
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
            // Before any answer is waited for: who is refused and says nothing is closed without a word, too, after a
            // while.
            for (RawConnection connection : crowd) {
                connection.request("OPTIONS", "/faye");
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
            admits(3, () -> connection.post("/faye", MANY_HANDSHAKES).reply().body());
            assertThat(connection.post("/faye", publish("/a", "b")).reply().body())
                    .contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("get it on a WebSocket too, which stays open")
    void handshakesOnSocket() {
        limited(0, 0, 1);
        try (RawWebSocket socket = socket()) {
            admits(1, () -> socket.text(MANY_HANDSHAKES).text());
            assertThat(socket.text(publish("/a", "b")).text()).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("may shake hands again when time has passed")
    void handshakesLater() {
        HandshakeRateLimiter rate = new HandshakeRateLimiter(2);
        AddressKey network = new AddressKey(4, 1);
        assertThat(rate.admits(network, 0)).isTrue();
        assertThat(rate.admits(network, 0)).isTrue();
        assertThat(rate.admits(network, 400_000_000)).isFalse();
        assertThat(rate.admits(new AddressKey(4, 2), 400_000_000)).isTrue();
        assertThat(rate.admits(network, 500_000_000)).isTrue();
        assertThat(rate.admits(network, 500_000_000)).isFalse();
    }

    @Test
    @DisplayName("are told apart by the address that a trusted proxy names, for handshakes")
    void handshakesThroughProxy() {
        behindProxy(0, 1);
        try (RawConnection connection = connection()) {
            admits(1, () -> shakeHands(connection, "203.0.113.1"));
            admits(1, () -> shakeHands(connection, "203.0.113.2"));
            // Addresses of the same IPv6 network.
            admits(1, () -> shakeHands(connection, "2001:db8::1") + shakeHands(connection, "2001:db8::2"));
        }
    }

    private static String shakeHands(RawConnection connection, String address) {
        return connection.post("/faye", MANY_HANDSHAKES, from(address)).reply().body();
    }

    @Test
    @DisplayName("are not told apart by what anybody else says of himself")
    void handshakesOfLiars() {
        limited(0, 0, 1);
        try (RawConnection connection = connection()) {
            admits(1, () -> shakeHands(connection, "203.0.113.1") + shakeHands(connection, "203.0.113.2"));
        }
    }

    @Test
    @DisplayName(
            "get 429:sessions when their address has as many sessions as it may, until one ends, and others do not")
    void sessionsPerAddress() {
        server(builder().trustedProxies(List.of("127.0.0.0/8", "::1")).admission(new AdmissionLimits(0, 0, 0, 3)));
        try (RawConnection connection = connection()) {
            String first = shakeHands(connection, "203.0.113.1");
            assertThat(count("\"successful\":true", first)).isEqualTo(3);
            assertThat(count("\"error\":\"429:sessions:Too many sessions\"", first))
                    .isEqualTo(MANY - 3);
            assertThat(shakeHands(connection, "203.0.113.1")).doesNotContain("\"successful\":true");
            assertThat(count("\"successful\":true", shakeHands(connection, "203.0.113.2")))
                    .isEqualTo(3);
            // Addresses of the same IPv6 network.
            String both = shakeHands(connection, "2001:db8::1") + shakeHands(connection, "2001:db8::2");
            assertThat(count("\"successful\":true", both)).isEqualTo(3);

            String disconnect = "{'channel':'/meta/disconnect','clientId':'" + clientId(first) + "'}";
            assertThat(connection.post("/faye", disconnect).reply().body()).contains("\"successful\":true");
            assertThat(count("\"successful\":true", shakeHands(connection, "203.0.113.1")))
                    .isEqualTo(1);
        }
    }

    private static String clientId(String replies) {
        Matcher id = Pattern.compile("\"clientId\":\"([^\"]+)\"").matcher(replies);
        assertThat(id.find()).isTrue();
        return id.group(1);
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
                .isThrownBy(() -> new AdmissionLimits(0, -1, 0, 0))
                .withMessage("Expected maxConnectionsPerAddress of 0 or more, but got -1");
    }
}
