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
    static final Path FILE = FOLDER.resolve("faye.yaml");

    private static final String SECRET = "a secret of this test, which is long enough";

    private final ServerProcess server;
    private final WatchingProxy proxy;

    SecuredExample(String... more) {
        this(FILE, more);
    }

    /** With a file that is nearly the example's. */
    SecuredExample(Path file, String... more) {
        Stream<String> config = Stream.of("--config", file.toString());
        String[] options = Stream.concat(config, Stream.of(more)).toArray(String[]::new);
        server = ServerProcess.start("secured", TIMEOUT_SECONDS, Map.of("FAYE_SECRET", SECRET), options);
        proxy = new WatchingProxy(server.port());
    }

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

    /** {@return a token that is valid for some seconds} */
    static String tokenFor(int seconds, String user) {
        return token(Map.of("FAYE_SECRET", SECRET, "LIFETIME", String.valueOf(seconds)), user);
    }

    static String tokenSignedWith(String secret, String user, String... roles) {
        return token(Map.of("FAYE_SECRET", secret), user, roles);
    }

    private static String token(Map<String, String> environment, String user, String... roles) {
        List<String> command = Stream.concat(Stream.of(FOLDER.resolve("token").toString(), user), Stream.of(roles))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new String(builder.start().getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
    }

    /** {@return the reply to a message that a program sends with a token, or with none} */
    String ask(String token, String message) {
        try (RawHttp http = new RawHttp(server.port())) {
            String headers = RawHttp.JSON + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
            return http.request("POST", "/faye", headers, message).body();
        }
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
