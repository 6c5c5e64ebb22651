package io.faye.standalone.api;

import io.faye.auth.Authentication;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ends all sessions of a principal, in whatever process they are: {@code DELETE /api/principals/<name>}. The name is percent-encoded
 * as in any address.
 *
 * @param server the server, whose authentication knows principals
 */
public record PrincipalApi(BayeuxServer server) implements HttpHandler {

    private static final String PRINCIPALS = "/api/principals/";

    /**
     * {@return whether a path is one of this API's}
     *
     * @param path the path of a request
     */
    public static boolean holds(String path) {
        return path.startsWith(PRINCIPALS) && path.length() > PRINCIPALS.length();
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (!call.method().equals("DELETE")) {
            return reply(Problem.reply(405, "Expected DELETE").with("Allow", "DELETE"));
        }
        Optional<String> name = name(call.path());
        Optional<Authentication> authentication = authentication();
        if (name.isEmpty()) {
            return reply(Problem.reply(400, "Expected a name that is percent-encoded"));
        }
        if (authentication.isEmpty()) {
            return reply(Problem.reply(404, "This server does not authenticate clients, so none has a principal"));
        }
        return authentication
                .get()
                .disconnect(name.get())
                .thenApply(ended -> HttpReply.json(200, Json.of(Map.of("ended", ended)) + "\n")
                        .with("Cache-Control", "no-store"))
                .exceptionally(fault -> Problem.reply(503, "The engine did not answer; try again"));
    }

    private Optional<Authentication> authentication() {
        return server.extensions().stream()
                .filter(Authentication.class::isInstance)
                .map(Authentication.class::cast)
                .findFirst();
    }

    /** A plus sign stands for itself in a path. */
    private static Optional<String> name(String path) {
        String encoded = path.substring(PRINCIPALS.length()).replace("+", "%2B");
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CompletionStage<HttpReply> reply(HttpReply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
