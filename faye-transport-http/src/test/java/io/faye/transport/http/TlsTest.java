package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.transport.http.tls.TlsContext;
import io.faye.transport.http.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Under TLS")
class TlsTest extends TestServer {

    @TempDir
    private static Path made;

    private static TestCertificate first;
    private static TestCertificate second;
    private static SSLContext client;

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;

    @BeforeAll
    static void makeCertificates() throws GeneralSecurityException, IOException {
        first = TestCertificate.make(made, "first", "EC");
        second = TestCertificate.make(made, "second", "RSA");
        client = TestCertificate.trusting(first, second);
    }

    @BeforeEach
    void writeFiles() throws GeneralSecurityException, IOException {
        certificate = Files.writeString(folder.resolve("cert.pem"), first.certificate());
        key = Files.writeString(folder.resolve("key.pem"), first.key());
    }

    private FayeHttpServer secured() {
        return server(builder().tls(certificate, key));
    }

    @Test
    @DisplayName("files of many pieces are sent as they are, also to a client that reads little at a time")
    void files() throws IOException {
        String content = "0123456789".repeat(300_000);
        Files.writeString(folder.resolve("large.txt"), content);
        try (StaticFiles files = StaticFiles.in(folder)) {
            server(builder().tls(certificate, key).fallback(files));
            try (RawConnection connection = new RawConnection(server(), 16 << 10, socket(client))) {
                connection.request("GET", "/large.txt").request("GET", "/large.txt");
                connection.post("/faye", "[]");
                assertThat(connection.reply().body()).isEqualTo(content);
                assertThat(connection.reply().body()).isEqualTo(content);
                assertThat(connection.reply().body()).isEqualTo("[]");
            }
        }
    }

    private static SSLSocket socket(SSLContext context) {
        try {
            return (SSLSocket) context.getSocketFactory().createSocket();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RawConnection secureConnection() {
        return new RawConnection(secured(), 0, socket(client));
    }

    /** The name in the certificate that a new connection is shown. */
    private String shown() {
        SSLSocket socket = socket(client);
        try (RawConnection connection = new RawConnection(secured(), 0, socket)) {
            assertThat(connection.post("/faye", "[]").reply().body()).isEqualTo("[]");
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("polls and WebSockets work, at an address that says https")
    void transports() {
        assertThat(secured().uri()).hasScheme("https");
        try (RawConnection connection = secureConnection();
                RawWebSocket socket = new RawWebSocket(secureConnection(), "/faye")) {
            socket.join("/a");
            String large = "x".repeat(200_000);
            assertThat(connection.post("/faye", publish("/a", large)).reply().body())
                    .contains("\"successful\":true");
            assertThat(socket.text()).contains(large);
        }
    }

    @Test
    @DisplayName("the last response is followed by the end that TLS wants, not by being cut off")
    void ending() {
        try (RawConnection connection = secureConnection()) {
            assertThat(connection
                            .post("/faye", "[]", "Connection: close")
                            .reply()
                            .body())
                    .isEqualTo("[]");
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("a WebSocket is closed with 1001 when the server stops")
    void goingAway() throws InterruptedException {
        try (RawWebSocket socket = new RawWebSocket(secureConnection(), "/faye")) {
            socket.join("/a");
            Thread closing = new Thread(secured()::close);
            closing.start();
            assertThat(socket.lastCloseCode()).isEqualTo(1001);
            assertThat(socket.connection().octet()).isNegative();
            closing.join(10_000);
            assertThat(closing.isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("a connection that speaks plain HTTP is closed, and others are served")
    void plain() {
        secured();
        try (RawConnection connection = connection()) {
            connection.request("OPTIONS", "/faye");
            assertThat(connection.isEnded()).isTrue();
        }
        assertThat(shown()).isEqualTo("CN=first");
    }

    @Test
    @DisplayName("connections beyond the limit are closed at once")
    void limits() {
        FayeHttpServer server = server(builder().tls(certificate, key).admission(new AdmissionLimits(1, 0, 0, 0)));
        try (RawConnection first = secureConnection()) {
            assertThat(first.post("/faye", "[]").reply().body()).isEqualTo("[]");
            try (RawConnection second = new RawConnection(server)) {
                assertThat(second.octet()).isNegative();
            }
            assertThat(first.post("/faye", "[]").reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("new files are used by new connections, while those that are open go on, and none fails meanwhile")
    void reload() throws GeneralSecurityException, IOException {
        try (RawConnection open = secureConnection()) {
            assertThat(open.post("/faye", "[]").reply().body()).isEqualTo("[]");
            Files.writeString(certificate, second.certificate());
            assertThat(shown()).isEqualTo("CN=first");
            Files.writeString(key, second.key());
            eventually(() -> shown().equals("CN=second"));
            assertThat(open.post("/faye", "[]").reply().body()).isEqualTo("[]");
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @CsvSource({"second, first", "nothing, first", "first, nothing", "missing, first"})
    @DisplayName("new files that cannot be used change nothing, until there are better ones")
    void badReload(String newCertificate, String newKey) throws GeneralSecurityException, IOException {
        try (TlsContext tls = TlsContext.watching(new TlsFiles(certificate, key), Duration.ofDays(1))) {
            Object before = tls.context();
            write(certificate, newCertificate, true);
            write(key, newKey, false);
            tls.check();
            assertThat(tls.context()).isSameAs(before);
            write(certificate, "second", true);
            write(key, "second", false);
            tls.check();
            assertThat(tls.context()).isNotSameAs(before);
        }
    }

    private static void write(Path file, String what, boolean isCertificate)
            throws GeneralSecurityException, IOException {
        Files.deleteIfExists(file);
        if (!what.equals("missing")) {
            TestCertificate source = what.equals("second") ? second : first;
            String text = isCertificate ? source.certificate() : source.key();
            Files.writeString(file, what.equals("nothing") ? "" : text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "second, first, not that of the certificate",
        "nothing, first, no certificate",
        "first, nothing, BEGIN PRIVATE KEY",
        "first, missing, no such file"
    })
    @DisplayName("a server does not start with files that cannot be used, and says why")
    void badStart(String badCertificate, String badKey, String why) throws GeneralSecurityException, IOException {
        write(certificate, badCertificate, true);
        write(key, badKey, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().tls(certificate, key).start())
                .withMessageContaining(certificate.toString())
                .withMessageContaining(why);
    }
}
