package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example of a server that a file secures, with the script that issues its tokens and a proxy that sees what it sends. */
final class SecuredExample implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 5;
    private static final Path FOLDER =
            Path.of("..", "examples", "auth-config").toAbsolutePath().normalize();
    private static final String SECRET = "a secret of this test, which is long enough";

    private final ServerProcess server = ServerProcess.start(
            "secured",
            TIMEOUT_SECONDS,
            Map.of("FAYE_SECRET", SECRET),
            "--config",
            FOLDER.resolve("faye.yaml").toString());
    private final WatchingProxy proxy = new WatchingProxy(server.port());

    ServerProcess server() {
        return server;
    }

    URI url() {
        return proxy.url();
    }

    /** {@return whether the server has sent a text to anybody} */
    boolean hasSent(String text) {
        return !proxy.requestsAnsweredWith(text).isEmpty();
    }

    /** {@return to how many requests through the proxy the server has answered with a text} */
    int answersWith(String text) {
        return proxy.requestsAnsweredWith(text).size();
    }

    /** {@return a token of the example's own script} */
    static String token(String user, String... roles) {
        return tokenSignedWith(SECRET, user, roles);
    }

    static String tokenSignedWith(String secret, String user, String... roles) {
        List<String> command = Stream.concat(Stream.of(FOLDER.resolve("token").toString(), user), Stream.of(roles))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FAYE_SECRET", secret);
        try {
            return new String(builder.start().getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
    }

    /** {@return the reply to a message that a program sends with a token and without a session} */
    String ask(String token, String message) {
        try (RawHttp http = new RawHttp(server.port())) {
            String headers = RawHttp.JSON + "Authorization: Bearer " + token + "\r\n";
            return http.request("POST", "/faye", headers, message).body();
        }
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
