package io.faye.standalone.client;

import io.faye.client.FayeClient;
import io.faye.client.FayeClientBuilder;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which server a command connects to, and what it shows there. */
final class ConnectionOptions {

    private static final String USUAL_MOUNT = "/faye";

    @Parameters(
            index = "0",
            paramLabel = "<url>",
            converter = ServerAddress.class,
            description = "Where the server is, such as http://localhost:8000/faye; without a path: /faye.")
    private @Nullable URI url;

    @Mixin
    private final TokenOptions token;

    @Option(
            names = "--header",
            paramLabel = "<name>=<value>",
            description = "A header field of each request; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--polling", description = "Poll, and do not try a WebSocket.")
    private boolean polling;

    ConnectionOptions(Map<String, String> environment) {
        token = new TokenOptions(environment);
    }

    URI url() {
        URI given = Objects.requireNonNull(url);
        return given.getRawPath().isEmpty() ? given.resolve(USUAL_MOUNT) : given;
    }

    /** {@return a client that is connecting, and says on the writer what becomes of its connection} */
    CommandClient open(PrintWriter told) {
        FayeClientBuilder builder = FayeClient.builder(url());
        token.token().ifPresent(text -> builder.token(() -> text));
        headers.forEach(builder::header);
        if (polling) {
            builder.withoutWebSocket();
        }
        return new CommandClient(url(), builder, told);
    }
}
