package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The management port")
class ManagementTest {

    private static final String TOKEN = "a-token-of-operators";
    private static final String BEARER = "Bearer " + TOKEN;

    @TempDir
    private Path folder;

    private RunningServer open(String... options) throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN + "\n");
        String[] all = new String[options.length + 4];
        all[0] = "--management-port";
        all[1] = "0";
        all[2] = "--management-token-file";
        all[3] = tokens.toString();
        System.arraycopy(options, 0, all, 4, options.length);
        return RunningServer.with(all);
    }

    private static PrometheusText metrics(RunningServer server) throws Exception {
        HttpResponse<String> reply = server.get(server.management("/metrics"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        return PrometheusText.parse(reply.body());
    }

    @Test
    @DisplayName("is not there unless asked for, and is one of loopback only")
    void isOff() throws Exception {
        try (RunningServer server = RunningServer.with()) {
            assertThat(server.server().management()).isEmpty();
            assertThat(server.get(server.at("/metrics")).statusCode()).isEqualTo(404);
        }
        try (RunningServer server = open()) {
            assertThat(server.management("/").getHost()).isEqualTo("127.0.0.1");
            assertThat(server.get(server.at("/metrics")).statusCode()).isEqualTo(404);
            assertThat(server.get(server.at("/api/sessions"), "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("has metrics in Prometheus' text format, which say what was done")
    void tellsMetrics() throws Exception {
        try (RunningServer server = open("--metrics-template", "/chat/{room}", "--max-sessions", "2")) {
            String client = server.subscriber("/chat/*");
            server.subscriber("/other");
            server.bayeux("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}");
            server.bayeux("[{'channel':'/chat/a','data':1},{'channel':'/chat/b','data':2},{'channel':'/x','data':3}]");
            server.bayeux("{'channel':'/meta/x','data':3}");
            server.poll(client);
            server.bayeux("{'channel':'/meta/disconnect','clientId':'" + client + "'}");

            PrometheusText metrics = metrics(server);
            assertThat(metrics.sum("faye_handshakes_total", Map.of("outcome", "accepted")))
                    .isEqualTo(2);
            assertThat(metrics.sum("faye_handshakes_total", Map.of("outcome", "refused")))
                    .isEqualTo(1);
            assertThat(metrics.sum("faye_sessions_ended_total", Map.of("reason", "request")))
                    .isEqualTo(1);
            assertThat(metrics.sum("faye_subscriptions_begun_total", Map.of())).isEqualTo(2);
            assertThat(metrics.sum("faye_subscriptions_ended_total", Map.of())).isEqualTo(1);
            assertThat(metrics.sum(
                            "faye_messages_published_total", Map.of("outcome", "accepted", "template", "/chat/{room}")))
                    .isEqualTo(2);
            assertThat(metrics.sum("faye_messages_published_total", Map.of("outcome", "accepted", "template", "other")))
                    .isEqualTo(1);
            assertThat(metrics.sum("faye_messages_delivered_total", Map.of("transport", "long-polling")))
                    .isEqualTo(2);
            assertThat(metrics.sum("faye_refusals_total", Map.of("code", "403", "limit", "none")))
                    .isEqualTo(1);
            assertThat(metrics.sum("faye_refusals_total", Map.of("limit", "sessions")))
                    .isEqualTo(1);
            assertThat(metrics.sum(
                            "faye_engine_operation_seconds_count",
                            Map.of("operation", "publish", "outcome", "succeeded")))
                    .isEqualTo(3);
            assertThat(metrics.sum("faye_connections", Map.of("transport", "http")))
                    .isEqualTo(1);
            assertThat(metrics.sum("jvm_memory_used_bytes", Map.of("area", "heap")))
                    .isPositive();
            assertThat(server.send("POST", server.management("/metrics"), "x").statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("tells health and version, and does not speak Bayeux")
    void tellsHealth() throws Exception {
        try (RunningServer server = open()) {
            assertThat(server.get(server.management("/health/live")).body()).contains("\"engine\":\"memory\"");
            assertThat(server.get(server.management("/health/ready")).statusCode())
                    .isEqualTo(200);
            assertThat(server.get(server.management("/version")).body()).contains("\"version\":");
            assertThat(server.post(server.management("/faye"), "[]").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("has a console at its root, which holds no token, if somebody may administer")
    void hasConsole() throws Exception {
        try (RunningServer server = open()) {
            HttpResponse<String> page = server.get(server.management("/"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(page.body()).contains("Sign in").doesNotContain("{{", BEARER.substring("Bearer ".length()));
            assertThat(server.send("POST", server.management("/"), "x").statusCode())
                    .isEqualTo(404);
        }
        try (RunningServer server = RunningServer.with("--management-port", "0")) {
            assertThat(server.get(server.management("/")).statusCode()).isEqualTo(404);
            assertThat(server.get(server.management("/api/events")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("shows the monitoring events to administrators only, also without the console for clients")
    void showsEvents() throws Exception {
        try (RunningServer server = open("--no-console")) {
            String client = server.subscriber("/chat/*");
            server.bayeux("{'channel':'/chat/a','data':{'n':1}}");

            assertThat(server.get(server.management("/api/events")).statusCode())
                    .isEqualTo(401);
            String events = server.get(server.management("/api/events?after=1"), "Authorization", BEARER)
                    .body();
            assertThat(events)
                    .contains("\"event\":\"subscribe\"", client.substring(0, 8), "{\\\"n\\\":1}")
                    .doesNotContain("\"event\":\"handshake\"", client);
            assertThat(server.send("POST", server.management("/api/events"), "x", "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("refuses to administer without the token")
    void asksForTheToken() throws Exception {
        try (RunningServer server = open()) {
            for (String path : new String[] {"/api/sessions", "/api/sessions/abc", "/api/publish"}) {
                HttpResponse<String> none = server.get(server.management(path));
                assertThat(none.statusCode()).isEqualTo(401);
                assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer");
                assertThat(none.headers().firstValue("content-type")).contains("application/problem+json");
                assertThat(server.get(server.management(path), "Authorization", BEARER + "x")
                                .statusCode())
                        .isEqualTo(401);
                assertThat(server.get(server.management(path + "?token=" + TOKEN))
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    @DisplayName("has no administration if there is no token")
    void withoutToken() throws Exception {
        try (RunningServer server = RunningServer.with("--management-port", "0")) {
            assertThat(server.get(server.management("/api/sessions")).statusCode())
                    .isEqualTo(404);
            assertThat(server.post(server.management("/api/publish"), "{}").statusCode())
                    .isEqualTo(404);
            assertThat(server.get(server.management("/metrics")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("lists sessions by pages, shows one, and ends it")
    void administers() throws Exception {
        try (RunningServer server = open()) {
            String first = server.subscriber("/a/*");
            String second = server.subscriber("/b");
            HttpResponse<String> page = server.get(server.management("/api/sessions?limit=1"), "Authorization", BEARER);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("\"next\":\"");
            String next = page.body().replaceAll("(?s).*\"next\":\"([^\"]*)\".*", "$1");
            HttpResponse<String> rest =
                    server.get(server.management("/api/sessions?cursor=" + next), "Authorization", BEARER);
            assertThat(page.body() + rest.body())
                    .containsOnlyOnce("\"id\":\"" + first + '"')
                    .containsOnlyOnce("\"id\":\"" + second + '"');
            assertThat(rest.body()).doesNotContain("\"next\"");

            HttpResponse<String> one = server.get(server.management("/api/sessions/" + first), "Authorization", BEARER);
            assertThat(one.body())
                    .isEqualTo("{\"id\":\"" + first + "\",\"attributes\":{},\"subscriptions\":[\"/a/*\"]}\n");

            assertThat(delete(server, first)).isEqualTo(200);
            assertThat(delete(server, first)).isEqualTo(404);
            assertThat(server.poll(first)).contains("401:" + first + ":Unknown client");
            assertThat(server.get(server.management("/api/sessions/" + first), "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.poll(second)).contains("\"successful\":true");
        }
    }

    private int delete(RunningServer server, String client) throws Exception {
        return server.send("DELETE", server.management("/api/sessions/" + client), "", "Authorization", BEARER)
                .statusCode();
    }

    @Test
    @DisplayName("refuses requests to administer that make no sense")
    void refuses() throws Exception {
        try (RunningServer server = open()) {
            for (String query : new String[] {"limit=0", "limit=many", "limit=1001"}) {
                assertThat(server.get(server.management("/api/sessions?" + query), "Authorization", BEARER)
                                .statusCode())
                        .isEqualTo(400);
            }
            assertThat(server.send("PUT", server.management("/api/sessions"), "x", "Authorization", BEARER)
                            .headers()
                            .firstValue("allow"))
                    .contains("GET");
            assertThat(server.get(server.management("/api/sessions/no-id!"), "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("ends all sessions of a principal, and no others")
    void disconnectsPrincipals() throws Exception {
        Path config = Files.writeString(
                folder.resolve("faye.yaml"), "auth: {tokens: {secret: 0123456789abcdef0123456789abcdef}}");
        try (RunningServer server = open("--config", config.toString())) {
            String first = handshake(server, config, "ada acme+b");
            String second = handshake(server, config, "ada acme+b");
            String other = handshake(server, config, "bob");
            URI principal = server.management("/api/principals/ada%20acme+b");
            assertThat(server.send("DELETE", principal, "").statusCode()).isEqualTo(401);
            HttpResponse<String> ended = server.send("DELETE", principal, "", "Authorization", BEARER);
            assertThat(ended.body()).isEqualTo("{\"ended\":2}\n");
            assertThat(server.poll(first)).contains("401:" + first + ":Unknown client");
            assertThat(server.poll(second)).contains("401:" + second + ":Unknown client");
            assertThat(server.poll(other)).contains("\"successful\":true");
            assertThat(server.send("DELETE", principal, "", "Authorization", BEARER)
                            .body())
                    .isEqualTo("{\"ended\":0}\n");
            assertThat(server.get(principal, "Authorization", BEARER).statusCode())
                    .isEqualTo(405);
            assertThat(server.send("DELETE", server.management("/api/principals/"), "", "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
        }
        try (RunningServer server = open()) {
            assertThat(server.send("DELETE", server.management("/api/principals/ada"), "", "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static String handshake(RunningServer server, Path config, String user) throws Exception {
        String token =
                Command.run("token", config.toString(), "--as", user).lines().get(0);
        return server.bayeux("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling'],"
                        + "'ext':{'auth':{'token':'" + token + "'}}}")
                .replaceAll("(?s).*\"clientId\":\"(\\w+)\".*", "$1");
    }

    @Test
    @DisplayName("counts the subscribers of channels and patterns, over all pages of sessions")
    void countsSubscribers() throws Exception {
        try (RunningServer server = open()) {
            URI channels = server.management("/api/channels");
            assertThat(server.get(channels).statusCode()).isEqualTo(401);
            assertThat(server.get(channels, "Authorization", BEARER).body())
                    .isEqualTo("{\"sessions\":0,\"patterns\":0,\"channels\":[]}\n");
            for (int i = 0; i < 150; i++) {
                server.subscriber(i % 3 == 0 ? "/a" : "/b/*");
            }
            assertThat(server.get(channels, "Authorization", BEARER).body())
                    .isEqualTo(
                            "{\"sessions\":150,\"patterns\":2,\"channels\":[{\"channel\":\"/b/*\",\"subscribers\":100},"
                                    + "{\"channel\":\"/a\",\"subscribers\":50}]}\n");
            assertThat(server.send("DELETE", channels, "", "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("lets administrators publish")
    void publishes() throws Exception {
        try (RunningServer server = open()) {
            String client = server.subscriber("/a");
            HttpResponse<String> reply = server.post(
                    server.management("/api/publish"), "{'channel':'/a','data':'x'}", "Authorization", BEARER);
            assertThat(reply.body()).isEqualTo("{\"accepted\":1}\n");
            assertThat(server.poll(client)).contains("\"data\":\"x\"");
            assertThat(server.post(server.at("/api/publish"), "{'channel':'/a','data':'x'}", "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("that is taken stops the start in one line, and leaves nothing listening")
    void taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunningServer.with("--management-port", String.valueOf(taken.getLocalPort())))
                    .withMessageStartingWith("--management-address, --management-port: Cannot listen on 127.0.0.1:"
                            + taken.getLocalPort());
        }
    }
}
