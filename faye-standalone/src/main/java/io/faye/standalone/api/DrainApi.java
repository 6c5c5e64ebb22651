package io.faye.standalone.api;

import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.server.DrainOptions;
import io.faye.standalone.config.SecondsText;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Drains a server: {@code POST /drain} begins, {@code GET /drain} tells how far it is. The parameters {@code grace} and {@code
 * time} of the query are seconds, and come before the server's own options. The server goes on running when it is drained.
 */
public final class DrainApi implements HttpHandler {

    /** The path of the drain. */
    public static final String DRAIN = "/drain";

    private static final String GRACE = "grace";
    private static final String TIME = "time";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final BayeuxServer server;
    private final DrainOptions options;

    /**
     * Creates the API of a server.
     *
     * @param server the server
     * @param options how it drains unless a request says otherwise
     */
    public DrainApi(BayeuxServer server, DrainOptions options) {
        this.server = server;
        this.options = options;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return CompletableFuture.completedStage(
                switch (call.method()) {
                    case "GET" -> state(OK);
                    case "POST" -> begin(call);
                    default -> Problem.reply(405, "Expected GET or POST").with("Allow", "GET, POST");
                });
    }

    private HttpReply begin(HttpCall call) {
        try {
            DrainOptions asked = asked(call);
            server.drain(asked);
            return state(ACCEPTED);
        } catch (IllegalArgumentException e) {
            return Problem.reply(400, String.valueOf(e.getMessage()));
        }
    }

    private DrainOptions asked(HttpCall call) {
        for (String name : call.query().keySet()) {
            if (!Set.of(GRACE, TIME).contains(name)) {
                throw new IllegalArgumentException("Expected the parameters 'grace' and 'time' only");
            }
        }
        DrainOptions asked = options;
        if (call.parameter(GRACE).isPresent()) {
            asked = asked.withGrace(SecondsText.parse(call.parameter(GRACE).get()));
        }
        if (call.parameter(TIME).isPresent()) {
            asked = asked.withTime(SecondsText.parse(call.parameter(TIME).get()));
        }
        return asked;
    }

    private HttpReply state(int status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", server.state().name().toLowerCase(Locale.ROOT));
        fields.put("sessions", server.statistics().attachedSessions());
        return HttpReply.json(status, Json.of(fields) + "\n").with("Cache-Control", "no-store");
    }
}
