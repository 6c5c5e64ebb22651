package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("A running server that is told to reload")
class ReloadTest {

    private static final String TOKEN = "a-token-of-operators";
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String RELOADED = "{\"reloaded\":true,\"needsRestart\":[%s]}\n";

    @TempDir
    private Path folder;

    private void write(String... lines) throws Exception {
        Files.writeString(
                file(), "management-port: 0\nmanagement: {token: " + TOKEN + "}\n" + String.join("\n", lines));
    }

    private Path file() {
        return folder.resolve("faye.yaml");
    }

    private RunningServer open(String... lines) throws Exception {
        write(lines);
        return RunningServer.with("--config", file().toString());
    }

    private static HttpResponse<String> reload(RunningServer server) throws Exception {
        return server.send("POST", server.management("/reload"), "", "Authorization", BEARER);
    }

    private static void assertReloaded(RunningServer server, String needsRestart) throws Exception {
        HttpResponse<String> reply = reload(server);
        assertThat(reply.body()).isEqualTo(RELOADED.formatted(needsRestart));
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    private static String publish(RunningServer server, String channel) throws Exception {
        return server.bayeux("{'channel':'" + channel + "','data':1}");
    }

    @Test
    @DisplayName("goes by the new rules, with the sessions that it has")
    void rules() throws Exception {
        try (RunningServer server = open("rules: [{allow: publish, channels: /a}]")) {
            assertThat(publish(server, "/a")).contains("\"successful\":true");
            assertThat(publish(server, "/b")).contains("403:/b:");
            write("rules: [{allow: publish, channels: /b}]");
            assertReloaded(server, "");
            assertThat(publish(server, "/a")).contains("403:/a:");
            assertThat(publish(server, "/b")).contains("\"successful\":true");
            write("port: 0");
            assertThat(reload(server).statusCode()).isEqualTo(200);
            assertThat(publish(server, "/a")).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("changes nothing if the file is wrong, and says why in one line, as often as it is asked")
    void wrongFile() throws Exception {
        try (RunningServer server = open("rules: [{allow: publish, channels: /a}]")) {
            write("rules: [{allow: publish, channels: /b}]", "limits: {payload: many}");
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> reply = reload(server);
                assertThat(reply.statusCode()).isEqualTo(422);
                assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
                assertThat(reply.body())
                        .contains("faye.yaml:4: expected a number here, but got 'many'")
                        .hasLineCount(1);
            }
            assertThat(publish(server, "/a")).contains("\"successful\":true");
            assertThat(publish(server, "/b")).contains("403:/b:");
            Files.delete(file());
            assertThat(reload(server).body()).contains("--config: there is no file");
            assertThat(publish(server, "/a")).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("takes new secrets and keys, and lets go of the old ones")
    void secrets() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");
        Path keys = Files.writeString(folder.resolve("keys"), "the-first-key-of-a-program");
        String auth = "auth: {required: true, tokens: {secret-file: " + secret + "}}";
        try (RunningServer server = open(auth, "api-key-file: " + keys)) {
            String first = token();
            assertThat(accepted(server, first)).isTrue();
            assertThat(publishByHttp(server, "the-first-key-of-a-program")).isEqualTo(200);
            Files.writeString(secret, "fedcba9876543210fedcba9876543210");
            Files.writeString(keys, "the-second-key-of-a-program");
            assertThat(accepted(server, first)).isTrue();
            assertReloaded(server, "");
            assertThat(accepted(server, first)).isFalse();
            assertThat(accepted(server, token())).isTrue();
            assertThat(publishByHttp(server, "the-first-key-of-a-program")).isEqualTo(401);
            assertThat(publishByHttp(server, "the-second-key-of-a-program")).isEqualTo(200);
            write(auth);
            assertReloaded(server, "");
            assertThat(publishByHttp(server, "the-second-key-of-a-program")).isEqualTo(404);
        }
    }

    private String token() throws Exception {
        return Command.run("token", file().toString(), "--as", "ada").lines().get(0);
    }

    private static boolean accepted(RunningServer server, String token) throws Exception {
        return server.bayeux("{'channel':'/a','data':1,'ext':{'auth':{'token':'" + token + "'}}}")
                .contains("\"successful\":true");
    }

    private static int publishByHttp(RunningServer server, String key) throws Exception {
        return server.post(server.at("/api/publish"), "{'channel':'/a','data':1}", "X-API-Key", key)
                .statusCode();
    }

    @Test
    @DisplayName("takes new limits, and goes on counting for those that have not changed")
    void limits() throws Exception {
        String quota = "limits: {address: {subscriptions: 1}}";
        try (RunningServer server = open(quota)) {
            String client = server.subscriber("/a");
            assertThat(subscribe(server, client, "/b")).contains("429:subscriptions:");
            write(quota, "max-sessions-per-address: 1");
            assertReloaded(server, "");
            assertThat(subscribe(server, client, "/b")).contains("429:subscriptions:");
            assertThat(
                            server.bayeux(
                                    "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}"))
                    .contains("429:sessions:");
            write("limits: {address: {subscriptions: 5}}");
            assertReloaded(server, "");
            assertThat(subscribe(server, client, "/b")).contains("\"successful\":true");
            server.subscriber("/c");
        }
    }

    private static String subscribe(RunningServer server, String client, String pattern) throws Exception {
        return server.bayeux(
                "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'" + pattern + "'}");
    }

    @Test
    @DisplayName("shows a new certificate to new connections, and keeps those that are open; a bad one changes nothing")
    void renewsCertificates() throws Exception {
        PemFiles files = new PemFiles(folder);
        files.renew("first");
        try (RunningServer server = open("tls-cert: " + files.certificate(), "tls-key: " + files.key());
                TlsConnection before = new TlsConnection(server.at("/"))) {
            assertThat(before.certificate()).isEqualTo("CN=first");
            files.renew("second");
            assertReloaded(server, "");
            try (TlsConnection after = new TlsConnection(server.at("/"))) {
                assertThat(after.certificate()).isEqualTo("CN=second");
                assertThat(after.ask()).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(before.ask()).isEqualTo("HTTP/1.1 200 OK");

            Files.writeString(files.certificate(), "no certificate");
            assertThat(reload(server).statusCode()).isEqualTo(422);
            try (TlsConnection later = new TlsConnection(server.at("/"))) {
                assertThat(later.certificate()).isEqualTo("CN=second");
            }
            assertThat(before.ask()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    @DisplayName("names the options that have changed and need a new start, each time that they do")
    void needsRestart() throws Exception {
        try (RunningServer server = open("timeout: 30")) {
            write("timeout: 31", "mount: /other", "max-connections: 77");
            assertReloaded(server, "\"mount\",\"timeout\"");
            assertReloaded(server, "\"mount\",\"timeout\"");
            write("timeout: 30", "auth: {tokens: {secret: 0123456789abcdef0123456789abcdef}}");
            assertReloaded(server, "\"console\"");
            assertThat(publish(server, "/a")).contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("logs as much as the option says now")
    void logLevel() throws Exception {
        Logger ours = (Logger) LoggerFactory.getLogger("io.faye");
        Level before = ours.getLevel();
        try (RunningServer server = open("log-level: warn")) {
            assertThat(ours.getLevel()).isEqualTo(Level.WARN);
            write("log-level: error");
            assertReloaded(server, "");
            assertThat(ours.getLevel()).isEqualTo(Level.ERROR);
            write("timeout: 45");
            assertThat(reload(server).statusCode()).isEqualTo(200);
            assertThat(ours.getLevel()).isEqualTo(before);
        } finally {
            ours.setLevel(before);
        }
    }

    @Test
    @DisplayName("by a request needs the token of an administrator")
    void needsTheToken() throws Exception {
        try (RunningServer server = open("port: 0")) {
            assertThat(server.send("POST", server.management("/reload"), "").statusCode())
                    .isEqualTo(401);
            assertThat(server.get(server.management("/reload"), "Authorization", BEARER)
                            .statusCode())
                    .isEqualTo(405);
        }
    }
}
