package io.faye.standalone.api;

import io.faye.extension.Session;
import io.faye.extension.Session.Outcome;
import io.faye.extension.Sessions;
import io.faye.extension.Sessions.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Administers the sessions of the service, in whatever process they are: {@code GET /api/sessions} lists them by pages, {@code
 * GET /api/sessions/<id>} shows one, {@code DELETE /api/sessions/<id>} ends one.
 */
public final class AdminApi implements HttpHandler {

    /** The path of the list. */
    public static final String SESSIONS = "/api/sessions";

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Sessions sessions;

    /**
     * Creates the API of a server.
     *
     * @param server the server
     */
    public AdminApi(BayeuxServer server) {
        this.sessions = server.sessions();
    }

    /**
     * {@return whether a path is one of this API's}
     *
     * @param path the path of a request
     */
    public static boolean holds(String path) {
        return path.equals(SESSIONS) || path.startsWith(SESSIONS + "/");
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        CompletionStage<HttpReply> reply = call.path().equals(SESSIONS) ? list(call) : one(call);
        return reply.exceptionally(fault -> Problem.reply(503, "The engine did not answer; try again"));
    }

    private CompletionStage<HttpReply> list(HttpCall call) {
        if (!call.method().equals("GET")) {
            return reply(Problem.reply(405, "Expected GET").with("Allow", "GET"));
        }
        int limit = number(call.parameter("limit").orElse(String.valueOf(USUAL_PAGE)));
        if (limit < 1 || limit > LARGEST_PAGE) {
            return reply(Problem.reply(400, "Expected a 'limit' from 1 to " + LARGEST_PAGE));
        }
        return sessions.list(call.parameter("cursor").orElse(null), limit).thenApply(AdminApi::page);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static HttpReply page(Page page) {
        List<Object> listed = new ArrayList<>();
        page.clients().forEach((id, attributes) -> listed.add(session(id, attributes)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessions", listed);
        if (page.next() != null) {
            fields.put("next", page.next());
        }
        return json(fields);
    }

    private static Map<String, Object> session(ClientId id, Map<String, String> attributes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id.toString());
        fields.put("attributes", attributes);
        return fields;
    }

    private CompletionStage<HttpReply> one(HttpCall call) {
        Optional<ClientId> id = ClientId.parse(call.path().substring(SESSIONS.length() + 1));
        if (id.isEmpty()) {
            return reply(unknown());
        }
        Session session = sessions.session(id.get());
        return switch (call.method()) {
            case "GET" -> show(session);
            case "DELETE" ->
                session.disconnect()
                        .thenApply(outcome -> outcome == Outcome.ENDED ? unknown() : json(Map.of("ended", true)));
            default -> reply(Problem.reply(405, "Expected GET or DELETE").with("Allow", "GET, DELETE"));
        };
    }

    private static CompletionStage<HttpReply> show(Session session) {
        return session.attributes()
                .thenCombine(
                        session.subscriptions(),
                        (attributes, patterns) -> attributes.isEmpty() || patterns.isEmpty()
                                ? unknown()
                                : shown(session.id(), attributes.get(), List.copyOf(patterns.get())));
    }

    private static HttpReply shown(ClientId id, Map<String, String> attributes, List<ChannelPattern> patterns) {
        Map<String, Object> fields = session(id, attributes);
        fields.put(
                "subscriptions",
                patterns.stream().map(ChannelPattern::toString).sorted().toList());
        return json(fields);
    }

    private static HttpReply unknown() {
        return Problem.reply(404, "There is no such session, or it has ended");
    }

    private static HttpReply json(Map<String, Object> fields) {
        return HttpReply.json(200, Json.of(fields) + "\n").with("Cache-Control", "no-store");
    }

    private static CompletionStage<HttpReply> reply(HttpReply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
