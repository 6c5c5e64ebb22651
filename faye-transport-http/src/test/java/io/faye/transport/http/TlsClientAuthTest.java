package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.engine.EngineOptions;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A client's certificate")
class TlsClientAuthTest extends TestServer {

    @TempDir
    private static Path made;

    private static TestCertificate own;
    private static TestCertificate authority;
    private static TestCertificate alice;
    private static TestCertificate stranger;

    @TempDir
    private Path folder;

    private final BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();
    private Path certificate;
    private Path key;
    private Path authorities;

    @BeforeAll
    static void makeCertificates() {
        own = TestCertificate.make(made, "server", "EC");
        authority = TestCertificate.authority(made, "authority");
        alice = TestCertificate.vouchedFor(made, "alice", authority);
        stranger = TestCertificate.make(made, "stranger", "EC");
    }

    @BeforeEach
    void writeFiles() throws GeneralSecurityException, IOException {
        certificate = Files.writeString(folder.resolve("cert.pem"), own.certificate());
        key = Files.writeString(folder.resolve("key.pem"), own.key());
        authorities = Files.writeString(folder.resolve("ca.pem"), authority.certificate());
    }

    private FayeHttpServer asking(TlsClientAuth demand) {
        return server(FayeHttpServer.builder()
                .host("localhost")
                .tls(certificate, key)
                .tlsClientAuth(demand, authorities)
                .bayeux(BayeuxServer.builder()
                        .engine("memory", EngineOptions.none())
                        .extension(new Watching())));
    }

    private final class Watching implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            seen.add(exchange.request().peerCertificates().stream()
                    .map(shown -> shown.getSubjectX500Principal().getName())
                    .toList());
            return Verdict.pass(message);
        }
    }

    private static SSLContext of(TestCertificate shown) {
        try {
            return shown.showing(own);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext ofNobody() {
        try {
            return TestCertificate.trusting(own);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RawConnection connection(FayeHttpServer server, SSLContext client) {
        try {
            return new RawConnection(server, 0, client.getSocketFactory().createSocket());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a connection is let in; one that is not may break while it is written to or read from. */
    private static boolean isLetIn(FayeHttpServer server, SSLContext client) {
        try (RawConnection connection = connection(server, client)) {
            return connection.post("/faye", "[]").octet() == 'H';
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    private List<String> seen() throws InterruptedException {
        List<String> names = seen.poll(10, TimeUnit.SECONDS);
        assertThat(names).as("what the extension saw of the next message").isNotNull();
        return names;
    }

    @ParameterizedTest
    @EnumSource(names = {"WANT", "NEED"})
    @DisplayName("is shown to extensions, its own before that of the authority, with polls and WebSockets")
    void shown(TlsClientAuth demand) throws InterruptedException {
        FayeHttpServer server = asking(demand);
        try (RawConnection connection = connection(server, of(alice))) {
            connection.post("/faye", publish("/a", "x")).reply();
            assertThat(seen()).containsExactly("CN=alice", "CN=authority");
        }
        try (RawWebSocket socket = new RawWebSocket(connection(server, of(alice)), "/faye")) {
            socket.text(publish("/a", "x"));
            assertThat(socket.text()).contains("\"successful\":true");
            assertThat(seen()).containsExactly("CN=alice", "CN=authority");
        }
    }

    @Test
    @DisplayName("may be missing where it is wanted only")
    void wanted() throws InterruptedException {
        try (RawConnection connection = connection(asking(TlsClientAuth.WANT), ofNobody())) {
            connection.post("/faye", publish("/a", "x")).reply();
            assertThat(seen()).isEmpty();
        }
    }

    @Test
    @DisplayName("may not be missing where it is needed, and others are served all the same")
    void needed() {
        FayeHttpServer server = asking(TlsClientAuth.NEED);
        assertThat(isLetIn(server, ofNobody())).isFalse();
        assertThat(isLetIn(server, of(alice))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"WANT", "NEED"})
    @DisplayName("that no authority vouches for is refused")
    void strange(TlsClientAuth demand) {
        assertThat(isLetIn(asking(demand), of(stranger))).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("is not asked for unless told so")
    void notAsked() throws InterruptedException {
        try (RawConnection connection = connection(asking(TlsClientAuth.NONE), of(alice))) {
            connection.post("/faye", publish("/a", "x")).reply();
            assertThat(seen()).isEmpty();
        }
    }

    @Test
    @DisplayName("is judged by the new authorities once their file has changed")
    void reload() throws GeneralSecurityException, IOException {
        FayeHttpServer server = asking(TlsClientAuth.NEED);
        assertThat(isLetIn(server, of(stranger))).isFalse();
        Files.writeString(authorities, stranger.certificate());
        long begin = System.nanoTime();
        while (!isLetIn(server, of(stranger))) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
        assertThat(isLetIn(server, of(alice))).isFalse();
    }

    @Test
    @DisplayName("cannot be asked for without TLS, or without authorities, which is said at the start")
    void badStart() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().tlsClientAuth(TlsClientAuth.NEED, authorities).start())
                .withMessageContaining("without TLS");
        Files.writeString(authorities, "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asking(TlsClientAuth.NEED))
                .withMessageContaining(authorities.toString())
                .withMessageContaining("no certificate of an authority");
    }
}
