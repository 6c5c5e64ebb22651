package io.faye.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@DisplayName("The server's jar")
class ServeProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("prints one line, with its address, when it accepts connections, and logs to stderr")
    void printsOneLine() throws Exception {
        try (ServerProcess server = ServerProcess.serving()) {
            String line = server.line();
            assertThat(line).matches("Faye for Java \\S+ at http://localhost:\\d+/faye");
            assertThat(get(URI.create(line.replaceAll(".*(http:\\S+)/faye", "$1/health")))
                            .statusCode())
                    .isEqualTo(200);
            server.terminate();
            server.exitCode();
            assertThat(server.rest()).isEmpty();
            assertThat(server.errors()).contains("Stopped");
        }
    }

    @Test
    @DisplayName("listens on the environment's PORT")
    void takesThePortOfTheEnvironment() throws Exception {
        int port = freePort();
        try (ServerProcess server = ServerProcess.start(Map.of("PORT", String.valueOf(port)), "serve")) {
            assertThat(server.uri()).hasPort(port);
        }
    }

    @Test
    @DisplayName("prefers --port to the environment's PORT")
    void prefersTheOption() throws Exception {
        int port = freePort();
        String[] command = {"serve", "--port", String.valueOf(port), "--mount", "/bayeux"};
        try (ServerProcess server = ServerProcess.start(Map.of("PORT", "1"), command)) {
            assertThat(server.uri()).hasPort(port).hasPath("/bayeux");
        }
    }

    @Test
    @DisplayName("says in one line that the port is taken, and exits with 1")
    void refusesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            assertRefused(1, port, "serve", "--port", port);
        }
    }

    @Test
    @DisplayName("lists the installed engines when asked for another, and exits with 1")
    void refusesAnUnknownEngine() throws Exception {
        assertRefused(1, "installed: [memory", "serve", "--port", "0", "--engine", "imaginary");
    }

    @Test
    @DisplayName("names an option that the engine does not know, and exits with 1")
    void refusesAnUnknownEngineOption() throws Exception {
        assertRefused(1, "[speed]", "serve", "--port", "0", "--option", "speed=high");
    }

    @Test
    @DisplayName("says which number is none, and exits with 2")
    void refusesABadNumber() throws Exception {
        assertRefused(2, "'many'", "serve", "--port", "many");
    }

    private static void assertRefused(int code, String reason, String... command) throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of(), command)) {
            assertThat(server.exitCode()).isEqualTo(code);
            assertThat(server.errors()).startsWith("faye: ").contains(reason).hasLineCount(1);
            assertThat(server.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("answers a held poll when it is told to stop, and exits with 0")
    void stopsInOrder() throws Exception {
        try (ServerProcess server = ServerProcess.serving()) {
            URI uri = server.uri();
            String client = post(uri, HANDSHAKE).replaceAll(".*\"clientId\":\"(\\w+)\".*", "$1");
            try (Socket socket = new Socket("localhost", uri.getPort())) {
                socket.setSoTimeout((int) LIMIT.toMillis());
                write(
                        socket,
                        "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                                + "\",\"connectionType\":\"long-polling\",\"id\":\"7\"}");
                write(socket, "{\"channel\":\"/behind\",\"data\":1}");
                awaitEvent(server.console(), "/behind");
                server.terminate();
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .contains("\"id\":\"7\"", "\"channel\":\"/behind\"");
            }
            assertThat(server.exitCode()).isZero();
        }
    }

    private static void write(Socket socket, String body) throws Exception {
        String head = "POST /faye HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(UTF_8));
    }

    /** The console tells that a request was taken, also while its reply has to wait for one before it. */
    private void awaitEvent(URI console, String about) throws Exception {
        String told = "";
        for (int after = 0; !told.contains(about); after++) {
            told = get(events(console, after)).body();
        }
    }

    private static URI events(URI console, int after) {
        return console.resolve("/console/events?" + console.getQuery() + "&after=" + after);
    }

    @Test
    @DisplayName("answers /health beside the mount")
    void answersHealth() throws Exception {
        try (ServerProcess server = ServerProcess.serving()) {
            HttpResponse<String> health = get(server.uri().resolve("/health"));
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("memory");
        }
    }

    @Test
    @DisplayName("serves the console to this machine")
    void servesTheConsole() throws Exception {
        try (ServerProcess server = ServerProcess.serving()) {
            URI root = server.uri().resolve("/");
            URI console = server.console();
            assertThat(get(console).body()).contains("data-mount=\"/faye\"").doesNotContain("{{");
            assertThat(get(root).body()).contains("data-token=\"\"");
            assertThat(get(root.resolve("/console/events?after=0")).statusCode())
                    .isEqualTo(403);
            assertThat(get(events(console, 0), "x-forwarded-for", "203.0.113.9").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("serves no console with --no-console")
    void servesNoConsole() throws Exception {
        try (ServerProcess server = ServerProcess.serving("--no-console")) {
            assertThat(get(server.uri().resolve("/")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("serves the files of --static, and the console where there is no file")
    void servesFiles(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("page.html"), "page");
        try (ServerProcess server = ServerProcess.serving("--static", folder.toString())) {
            URI uri = server.uri();
            URI root = uri.resolve("/");
            assertThat(get(root.resolve("/page.html")).body()).isEqualTo("page");
            URI events = events(server.console(), 0);
            assertThat(get(server.console()).body()).contains("data-mount");
            try (Socket guest = guest(uri, (byte) 1)) {
                assertThat(ask(guest, HANDSHAKE)).contains("\"successful\":true");
            }
            assertThat(get(events).body()).contains("handshake");
            Files.writeString(folder.resolve("index.html"), "home");
            assertThat(get(root).body()).isEqualTo("home");
            assertThat(get(events).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("refuses what is beyond its limits, and logs which limit it was")
    void logsLimits() throws Exception {
        String[] limits = {
            "--max-sessions", "1",
            "--max-handshakes-per-second", "2",
            "--max-connections", "3",
            "--max-connections-per-address", "2"
        };
        try (ServerProcess server = ServerProcess.serving(limits)) {
            URI uri = server.uri();
            try (Socket first = guest(uri, (byte) 1);
                    Socket second = guest(uri, (byte) 1);
                    Socket crowded = loopback((byte) 1, uri)) {
                assertThat(ask(first, "[" + String.join(",", Collections.nCopies(5, HANDSHAKE)) + "]"))
                        .contains("\"successful\":true", "400:sessions:Bad request", "400:handshakes:Bad request");
                assertThat(ask(crowded, "[]")).startsWith("HTTP/1.1 429 ");
                try (Socket third = guest(uri, (byte) 2);
                        Socket full = loopback((byte) 3, uri)) {
                    assertThat(ask(full, "[]")).startsWith("HTTP/1.1 503 ");
                    assertThat(ask(third, "[]")).startsWith("HTTP/1.1 200 ");
                }
                assertThat(ask(second, "[]")).startsWith("HTTP/1.1 200 ");
            }
            assertThat(server.errors())
                    .containsOnlyOnce("Refused a session: The service has 1 sessions, which is its limit")
                    .containsOnlyOnce("its address made 2 within a second, the limit")
                    .containsOnlyOnce("its address has 2, the limit")
                    .containsOnlyOnce("the server has 3, the limit");
        }
    }

    @Test
    @DisplayName(
            "refuses the sessions of an address beyond its share, logs the address, and ends those that never connect")
    void limitsSessionsOfAddresses() throws Exception {
        String[] limits = {"--max-sessions-per-address", "2", "--connect-timeout", "0.5"};
        try (ServerProcess server = ServerProcess.serving(limits)) {
            URI uri = server.uri();
            try (Socket first = guest(uri, (byte) 1);
                    Socket second = guest(uri, (byte) 2)) {
                assertThat(ask(first, "[" + String.join(",", Collections.nCopies(5, HANDSHAKE)) + "]"))
                        .contains("\"successful\":true", "429:sessions:Too many sessions");
                assertThat(ask(second, HANDSHAKE)).contains("\"successful\":true");
                long begin = System.nanoTime();
                while (!ask(first, HANDSHAKE).contains("\"successful\":true")) {
                    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
                }
            }
            assertThat(server.errors())
                    .contains("Refused a session of /127.0.0.1:", "its address has 2, the limit")
                    .doesNotContain("Refused a session of /127.0.0.2:");
        }
    }

    /** A connection that was let in. */
    private static Socket guest(URI uri, byte number) throws Exception {
        Socket socket = loopback(number, uri);
        assertThat(ask(socket, "[]")).startsWith("HTTP/1.1 200 ");
        return socket;
    }

    private static Socket loopback(byte number, URI uri) throws Exception {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, number}), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()), (int) LIMIT.toMillis());
        return socket;
    }

    /** Sends a poll, and reads what comes until its body ends. */
    private static String ask(Socket socket, String body) throws Exception {
        socket.setSoTimeout((int) LIMIT.toMillis());
        write(socket, body);
        StringBuilder reply = new StringBuilder();
        while (!isWhole(reply)) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as("more after '%s'", reply).isNotNegative();
            reply.append((char) octet);
        }
        return reply.toString();
    }

    private static boolean isWhole(CharSequence reply) {
        Matcher length =
                Pattern.compile("(?is).*?content-length: (\\d+).*?\r\n\r\n").matcher(reply);
        return length.lookingAt() && reply.length() - length.end() == Integer.parseInt(length.group(1));
    }

    @Test
    @DisplayName("keeps pages of other origins than --allowed-origin from it")
    void allowsOrigins() throws Exception {
        String[] options = {"--allowed-origin", "http://a.example", "--allowed-origin", "http://b.example"};
        try (ServerProcess server = ServerProcess.serving(options)) {
            URI script = server.uri().resolve("/faye?message=%5B%5D");
            assertThat(get(script, "referer", "http://b.example/page").statusCode())
                    .isEqualTo(200);
            assertThat(get(script, "referer", "http://c.example/page").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("lets pages of other origins send the --allowed-header")
    void allowsHeaders() throws Exception {
        String[] options = {"--allowed-header", "X-Api-Key", "--allowed-header", "Traceparent"};
        try (ServerProcess server = ServerProcess.serving(options)) {
            HttpRequest preflight = HttpRequest.newBuilder(server.uri())
                    .timeout(LIMIT)
                    .method("OPTIONS", BodyPublishers.noBody())
                    .build();
            assertThat(http.send(preflight, BodyHandlers.discarding())
                            .headers()
                            .firstValue("access-control-allow-headers"))
                    .hasValueSatisfying(names -> assertThat(names.split(", ")).contains("X-Api-Key", "Traceparent"));
        }
    }

    private HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String post(URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** Below the range from which outgoing connections get theirs: none must take it before the server does. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found from 10000 to 32000 in 100 attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
