package io.faye.transport.http.server;

import io.faye.engine.MemoryUsage;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.server.Health;
import io.faye.server.ServerVersion;
import io.faye.transport.http.http1.Response;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /version}. */
final class HealthPages {

    private static final String HEALTH = "/health";
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String VERSION = "/version";
    private static final Set<String> PATHS = Set.of(HEALTH, LIVE, READY, VERSION);

    private final BayeuxServer server;

    HealthPages(BayeuxServer server) {
        this.server = server;
    }

    /** {@return whether a request is for one of these pages} */
    static boolean hold(HttpRequest head, String path) {
        boolean reads = head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
        return reads && PATHS.contains(path);
    }

    /** {@return the answer to a request for one of these pages} */
    CompletionStage<Response> answer(String path) {
        return switch (path) {
            case VERSION -> CompletableFuture.completedStage(version());
            // A process that answers lives; that its engine does not is no reason to start it again.
            case LIVE -> CompletableFuture.completedStage(reply(200, live()));
            default -> server.health().thenApply(HealthPages::health);
        };
    }

    private static Response version() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", ServerVersion.number());
        fields.put("java", String.valueOf(System.getProperty("java.version")));
        return reply(200, fields);
    }

    private Map<String, Object> live() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", "up");
        fields.put("engine", server.engineName());
        fields.put("version", ServerVersion.number());
        fields.put("uptime", server.uptime().toSeconds());
        return fields;
    }

    private static Response health(Health health) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status(health));
        fields.put("engine", health.engine());
        fields.put("detail", health.detail());
        fields.put("memory", memory(health.memory()));
        fields.put("version", ServerVersion.number());
        fields.put("uptime", health.uptime().toSeconds());
        return reply(health.isReady() ? 200 : 503, fields);
    }

    private static String status(Health health) {
        if (!health.up()) {
            return "down";
        }
        return health.isReady() ? "up" : "draining";
    }

    private static Map<String, Object> memory(MemoryUsage usage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("used", usage.used());
        if (usage.limit() < Long.MAX_VALUE) {
            fields.put("limit", usage.limit());
        }
        fields.put("refused", usage.refused());
        fields.put("evicted", usage.evicted());
        return fields;
    }

    private static Response reply(int status, Map<String, Object> fields) {
        return Response.json(status, Json.of(fields) + "\n");
    }
}
