package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.standalone.api.PublishApi;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A program that publishes by HTTP")
class PublishApiTest {

    private static final String KEY = "a-key-of-a-backend";
    private static final String NEXT_KEY = "the-key-that-comes-next";
    private static final String[] AUTHORIZED = {"Authorization", "Bearer " + KEY};

    @TempDir
    private Path folder;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), KEY + "\n\n  " + NEXT_KEY + "\n");
        server = RunningServer.with("--api-key-file", keys.toString(), "--max-batch-size", "20");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> publish(String json) throws Exception {
        return server.post(server.at("/api/publish"), json, AUTHORIZED);
    }

    private HttpResponse<String> batch(String json) throws Exception {
        return server.post(server.at("/api/batch"), json, AUTHORIZED);
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String detail) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(reply.body()).contains("\"status\":" + status, "\"title\":\"", detail);
    }

    @Test
    @DisplayName("reaches subscribers, with data, id and ext as they were sent")
    void publishes() throws Exception {
        String client = server.subscriber("/chat/*");
        HttpResponse<String> reply =
                publish("{'channel':'/chat/a','data':{'n':1.50,'u':'\u00fc'},'id':'m1','ext':{'trace':'t'}}");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        assertThat(reply.body()).isEqualTo("{\"accepted\":1}\n");
        assertThat(server.poll(client))
                .contains("\"channel\":\"/chat/a\"", "\"data\":{\"n\":1.50,\"u\":\"\u00fc\"}", "\"id\":\"m1\"")
                .contains("\"ext\":{\"trace\":\"t\"}")
                .doesNotContain("clientId\":\"\"");
    }

    @Test
    @DisplayName("reaches several channels by one request")
    void publishesToSeveral() throws Exception {
        String client = server.subscriber("/**");
        assertThat(publish("{'channels':['/a','/b','/c'],'data':7}").body()).isEqualTo("{\"accepted\":3}\n");
        assertThat(server.poll(client)).containsSubsequence("\"/a\"", "\"/b\"", "\"/c\"");
    }

    @Test
    @DisplayName("has a list of messages accepted in its order")
    void publishesBatches() throws Exception {
        String client = server.subscriber("/a");
        String one = "{'channel':'/a','data':'first'}";
        assertThat(batch("[" + one + ",{'channel':'/a','data':'second'},{'channels':['/a','/b'],'data':'third'}]")
                        .body())
                .isEqualTo("{\"accepted\":4}\n");
        assertThat(server.poll(client)).containsSubsequence("first", "second", "third");
    }

    @Test
    @DisplayName("may show any of the keys, in either of two header fields")
    void showsKeys() throws Exception {
        String body = "{'channel':'/a','data':1}";
        for (List<String> header : List.of(
                List.of("Authorization", "bearer " + NEXT_KEY),
                List.of("X-API-Key", KEY),
                List.of("X-Api-Key", NEXT_KEY))) {
            assertThat(server.post(server.at("/api/publish"), body, header.toArray(String[]::new))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Other       | none",
                "X-API-Key     | wrong-key-of-a-backend",
                "Authorization | Bearer wrong-key-of-a-backend",
                "Authorization | Basic a-key-of-a-backend",
                "X-API-Key     | a-key-of-a-backen"
            })
    @DisplayName("is refused without a right key, and nothing is published")
    void refusesWrongKeys(String header, String value) throws Exception {
        String client = server.subscriber("/a");
        HttpResponse<String> reply =
                server.post(server.at("/api/publish?api_key=" + KEY), "{'channel':'/a','data':1}", header, value);
        assertProblem(reply, 401, "Authorization: Bearer");
        assertThat(reply.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(server.poll(client)).doesNotContain("\"data\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'channel':'/a'}                              | Expected a member 'data'
            {'data':1}                                    | Expected either 'channel' or 'channels'
            {'channel':'/a','channels':['/b'],'data':1}   | Expected either 'channel' or 'channels'
            {'channels':[],'data':1}                      | Expected 'channels' to be a list
            {'channels':'/a','data':1}                    | Expected 'channels' to be a list
            {'channels':['/a','no channel'],'data':1}     | Expected a channel such as /chat/lobby
            {'channel':7,'data':1}                        | Expected the name of a channel
            {'channel':'/meta/connect','data':1}          | outside of /meta
            {'channel':'/service/x','data':1}             | outside of /meta
            {'channel':'/a/*','data':1}                   | Expected a channel such as /chat/lobby
            {'channel':'/a','data':1,'clientId':'x'}      | Expected no member 'clientId'
            [{'channel':'/a','data':1}]                   | Expected one object for /api/publish
            {'channel':'/a','data':                       | Expected JSON in UTF-8
            7                                             | Expected JSON in UTF-8
            """)
    @DisplayName("is told what is wrong with a request, of which nothing is published")
    void refusesNonsense(String body, String detail) throws Exception {
        String client = server.subscriber("/**");
        assertProblem(publish(body), 400, detail);
        assertThat(server.poll(client)).doesNotContain("\"data\"");
    }

    @Test
    @DisplayName("is refused as a whole if one message of a list is wrong, or there are too many")
    void refusesBatches() throws Exception {
        String client = server.subscriber("/a");
        assertProblem(batch("[{'channel':'/a','data':1},{'channel':'/a'}]"), 400, "'data'");
        assertProblem(batch("{'channel':'/a','data':1}"), 400, "a list of objects for /api/batch");
        assertProblem(batch("[]"), 400, "Expected 1 to 20 messages, but got 0");
        String many = String.join(",", Collections.nCopies(21, "{'channel':'/a','data':1}"));
        assertProblem(batch("[" + many + "]"), 400, "Passed a limit of the server: 400:messages");
        String channels = String.join(",", Collections.nCopies(21, "'/a'"));
        assertProblem(publish("{'channels':[" + channels + "],'data':1}"), 400, "but got 21");
        assertThat(server.poll(client)).doesNotContain("\"data\"");
    }

    @Test
    @DisplayName("is refused if it counts on what the server does not do")
    void refusesIdempotencyKeys() throws Exception {
        HttpResponse<String> reply = server.post(
                server.at("/api/publish"),
                "{'channel':'/a','data':1}",
                "Authorization",
                "Bearer " + KEY,
                "Idempotency-Key",
                "k1");
        assertProblem(reply, 400, "Idempotency-Key");
    }

    @Test
    @DisplayName("has to send JSON by POST")
    void refusesOtherRequests() throws Exception {
        HttpResponse<String> get = server.get(server.at("/api/publish"), AUTHORIZED);
        assertProblem(get, 405, "POST");
        assertThat(get.headers().firstValue("allow")).contains("POST");
        assertProblem(server.send("POST", server.at("/api/batch"), "", AUTHORIZED), 415, "application/json");
        assertThat(server.get(server.at("/api/other"), AUTHORIZED).statusCode()).isEqualTo(404);
    }

    /** {@return the answer of the API of a server without a network} */
    private static HttpReply ask(BayeuxServer bayeux, String json) {
        HttpCall call = new HttpCall(
                "POST",
                "/api/publish",
                Map.of(),
                Map.of("content-type", List.of("application/json")),
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                InetSocketAddress.createUnresolved("program", 1));
        try (PublishApi api = new PublishApi(() -> bayeux)) {
            return api.handle(call)
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    @DisplayName("is told by 503 that the engine did not accept, and when to try again")
    void tellsFailures() {
        BayeuxServer bayeux = BayeuxServer.builder().build();
        bayeux.close();

        HttpReply reply = ask(bayeux, "{'channel':'/a','data':1}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", List.of("1"));
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("\"detail\":\"407:/a:Failed to publish\"", "\"accepted\":0");
    }

    @Test
    @DisplayName("is told for each message whether it was accepted, if one was not")
    void tellsResults() {
        Extension refusing = new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                assertThat(exchange.isLocal()).isTrue();
                assertThat(exchange.request().transport()).isEqualTo("http-api");
                String channel = message.channel().map(Channel::toString).orElse("");
                return switch (channel) {
                    case "/b" -> Verdict.refuse(new BayeuxError(422, List.of(channel), "Invalid payload"));
                    case "/c" -> Verdict.drop();
                    default -> Verdict.pass(message);
                };
            }
        };
        try (BayeuxServer bayeux = BayeuxServer.builder().extension(refusing).build()) {
            HttpReply reply = ask(bayeux, "{'channels':['/a','/b','/c'],'data':1}");

            assertThat(reply.status()).isEqualTo(422);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                    .contains("\"accepted\":1,")
                    .contains("{\"channel\":\"/a\",\"accepted\":true}")
                    .contains("{\"channel\":\"/b\",\"accepted\":false,\"status\":422,"
                            + "\"error\":\"422:/b:Invalid payload\"}")
                    .contains("{\"channel\":\"/c\",\"accepted\":false,\"status\":403,");
        }
    }

    @Test
    @DisplayName("may publish where the file's rules let nobody")
    void isAboveRules() throws Exception {
        Path config = Files.writeString(
                folder.resolve("faye.yaml"),
                "api: {key: " + KEY + "}\nrules: [{allow: handshake}, {allow: subscribe, channels: /a}]\n");
        try (RunningServer ruled = RunningServer.with("--config", config.toString())) {
            String client = ruled.subscriber("/a");
            assertThat(ruled.bayeux("{'channel':'/a','data':'client'}")).contains("403:/a:Forbidden channel");
            assertThat(ruled.post(ruled.at("/api/publish"), "{'channel':'/a','data':'program'}", AUTHORIZED)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ruled.poll(client)).contains("program").doesNotContain("\"client\"");
        }
    }

    @Test
    @DisplayName("is told nothing where there is no key")
    void isOff() throws Exception {
        try (RunningServer closed = RunningServer.with()) {
            assertThat(closed.post(closed.at("/api/publish"), "{'channel':'/a','data':1}", AUTHORIZED)
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
