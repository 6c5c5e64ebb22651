package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.example.Authentications;
import io.faye.auth.example.Authentications.ApiKeys;
import io.faye.auth.example.Authentications.WebApplication;
import io.faye.auth.example.SecuredChat;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.http.FayeHttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The guide docs/auth.md")
class GuideTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']%s}";

    private final HttpClient http = HttpClient.newHttpClient();
    private URI uri;

    private Json ask(Map<String, String> headers, String message, Object... arguments) {
        String json = String.format(message, arguments).replace('\'', '"');
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            String reply = http.send(request.build(), BodyHandlers.ofString()).body();
            return Json.parse(reply).elements().get(0);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String error(Map<String, String> headers, String message, Object... arguments) {
        Json reply = ask(headers, message, arguments);
        return reply.field("error").flatMap(Json::asString).orElse("none");
    }

    private static String subscribe(String client, String channel) {
        return "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'" + channel + "'}";
    }

    @Test
    @DisplayName("shows code that compiles")
    void compiles() throws IOException {
        String compiled = "";
        for (String name : List.of("SecuredChat", "Authentications")) {
            compiled += Files.readString(MODULE.resolve("src/test/java/io/faye/auth/example/" + name + ".java"));
        }
        List<String> shown = blocks(JAVA);
        assertThat(shown).hasSize(7);
        for (String code : shown) {
            assertThat(squeezed(compiled)).contains(squeezed(code));
        }
    }

    @Test
    @DisplayName("depends on what the example does")
    void showsDependencies() throws IOException {
        String pom = squeezed(Files.readString(MODULE.resolve("../examples/auth-java/pom.xml")));
        String version = pom.replaceAll(".*<faye.version>(.*)</faye.version>.*", "$1");
        List<String> shown = blocks(XML);
        assertThat(shown).hasSize(2);
        for (String block : shown) {
            assertThat(pom.replace("${faye.version}", version)).contains(squeezed(block));
        }
    }

    private static List<String> blocks(Pattern kind) throws IOException {
        String guide = Files.readString(MODULE.resolve("../docs/auth.md"));
        return kind.matcher(guide).results().map(block -> block.group(1)).toList();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }

    @Test
    @DisplayName("secures a server")
    void securesServer() {
        SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
        try (FayeHttpServer server = SecuredChat.start(tokens, 0)) {
            uri = server.uri();
            String token = Authentications.tokenFor(tokens, "ada");
            Map<String, String> bearer = Map.of("authorization", "Bearer " + token);
            assertThat(error(Map.of(), HANDSHAKE, "")).isEqualTo("403:/meta/handshake:Forbidden channel");
            String client = ask(Map.of(), HANDSHAKE, Visitor.token(token))
                    .field("clientId")
                    .flatMap(Json::asString)
                    .orElseThrow();

            assertThat(error(Map.of(), subscribe(client, "/rooms/**"))).isEqualTo("none");
            assertThat(error(Map.of(), subscribe(client, "/users/ada/inbox"))).isEqualTo("none");
            for (String other : List.of("/users/bob/inbox", "/users/*", "/users/**", "/**")) {
                assertThat(error(Map.of(), subscribe(client, other))).isEqualTo("403:" + other + ":Forbidden channel");
            }
            assertThat(error(bearer, "{'channel':'/rooms/one','data':'Hello'}")).isEqualTo("none");
            assertThat(error(Map.of(), "{'channel':'/rooms/one','data':'Hello'}"))
                    .startsWith("403:");
            assertThat(error(bearer, "{'channel':'/users/ada/inbox','data':'Hello'}"))
                    .startsWith("403:");
        }
    }

    private FayeHttpServer start(BayeuxServerBuilder builder) {
        FayeHttpServer server =
                FayeHttpServer.builder().host("localhost").bayeux(builder).start();
        uri = server.uri();
        return server;
    }

    @Test
    @DisplayName("makes a push-only server")
    void pushOnly() {
        try (FayeHttpServer server =
                start(BayeuxServer.builder().extension(Authentications.pushOnly("correct horse battery")))) {
            assertThat(error(Map.of(), HANDSHAKE, "")).isEqualTo("none");
            assertThat(error(Map.of(), "{'channel':'/a','data':1}")).isEqualTo("401::Authentication required");
            assertThat(error(Map.of(), "{'channel':'/a','data':1,'ext':{'password':'guess'}}"))
                    .isEqualTo("401::Wrong credential");
            assertThat(error(Map.of(), "{'channel':'/a','data':1,'ext':{'password':'correct horse battery'}}"))
                    .isEqualTo("none");
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    @DisplayName("trusts the sessions of a web application, and not foreign pages")
    void webSession() {
        WebApplication application = new WebApplication() {
            @Override
            public CompletionStage<Optional<Principal>> user(String session) {
                return CompletableFuture.completedFuture(
                        session.equals("s1") ? Optional.of(Principal.of("ada")) : Optional.empty());
            }

            @Override
            public Optional<String> csrfToken(String session) {
                return Optional.of("token of " + session);
            }
        };
        try (FayeHttpServer server = start(Authentications.byWebSession(application))) {
            Map<String, String> known = Map.of("cookie", "JSESSIONID=s1");
            Map<String, String> unknown = Map.of("cookie", "JSESSIONID=s2");
            assertThat(error(known, HANDSHAKE, ",'ext':{'csrfToken':'token of s1'}"))
                    .isEqualTo("none");
            assertThat(error(known, HANDSHAKE, "")).isEqualTo("403::Cross-site request");
            assertThat(error(unknown, HANDSHAKE, ",'ext':{'csrfToken':'token of s2'}"))
                    .isEqualTo("401::Wrong credential");
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    @DisplayName("requires certificates, and tokens of others")
    void required() {
        for (Authentication authentication :
                List.of(Authentications.byCertificate(), Authentications.byJsonWebTokens())) {
            try (FayeHttpServer server = start(BayeuxServer.builder().extension(authentication))) {
                assertThat(error(Map.of(), HANDSHAKE, "")).isEqualTo("401::Authentication required");
                assertThat(server.port()).isPositive();
            }
        }
    }

    @Test
    @DisplayName("knows an authenticator of one's own")
    void own() {
        ApiKeys keys = new ApiKeys(Map.of("k1", Principal.of("robot")));
        Authentication authentication =
                Authentication.builder().authenticator(keys).required().build();
        try (FayeHttpServer server = start(BayeuxServer.builder().extension(authentication))) {
            assertThat(error(Map.of(), HANDSHAKE, ",'ext':{'auth':{'key':'k1'}}"))
                    .isEqualTo("none");
            assertThat(error(Map.of(), HANDSHAKE, ",'ext':{'auth':{'key':'k2'}}"))
                    .isEqualTo("401::Wrong credential");
            assertThat(error(Map.of("x-api-key", "k1"), HANDSHAKE, "")).isEqualTo("none");
            assertThat(error(Map.of("x-api-key", "k2"), HANDSHAKE, "")).isEqualTo("401::Wrong credential");
            assertThat(server.port()).isPositive();
        }
    }
}
