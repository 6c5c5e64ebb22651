package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("On the wire the console")
class ConsoleWireTest {

    private StandaloneServer server;

    @BeforeEach
    void start() {
        ServeOptions options = new ServeOptions(Map.of());
        new CommandLine(new ServeCommand(options)).parseArgs("--host", "localhost", "--port", "0");
        server = StandaloneServer.start(options.complete());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Sends a request as it is, {@code PORT} and {@code TOKEN} filled in, and returns the status. */
    private int status(String... lines) throws IOException {
        URI console = server.console();
        String request = (String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                .replace("PORT", String.valueOf(console.getPort()))
                .replace("TOKEN", console.getQuery().substring("token=".length()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(reply.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }

    @Test
    @DisplayName("is for the address that the server logs, and without the token a page to try the server")
    void opens() throws IOException {
        assertThat(server.console().toString()).matches("http://localhost:\\d+/\\?token=[0-9a-f]{32}");
        assertThat(status("GET /?token=TOKEN HTTP/1.1", "Host: localhost:PORT")).isEqualTo(200);
        assertThat(status("GET / HTTP/1.1", "Host: localhost:PORT")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nginx: location / { proxy_pass http://localhost:8000; } and nothing else
                "GET / HTTP/1.0               | Host: localhost:PORT",
                "GET /console/events HTTP/1.0 | Host: localhost:PORT",
                "GET /?token=TOKEN HTTP/1.0   | Host: localhost:PORT",
                // the same with proxy_http_version 1.1, which newer ones have by default
                "GET /console/events HTTP/1.1 | Host: localhost:PORT",
                "GET /?token=TOKEN HTTP/1.1   | Host: www.example.com",
                "GET /?token=TOKEN HTTP/1.1   | Host: localhost.example.com",
                "GET /?token=TOKEN HTTP/1.1   | X-Other: 1"
            })
    @DisplayName("is refused to what a proxy brings, whose defaults hide the client")
    void refusesProxies(String line, String field) throws IOException {
        assertThat(status(line, field)).isEqualTo(403);
    }
}
