package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A remote call")
class RemoteCallTest {

    private static final int TIMEOUT_SECONDS = 5;
    private static final String INTERNAL = "500::Internal server error";

    private final World world;
    private final String here = Channels.own();
    private ServerProcess server;

    RemoteCallTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        server = ServerProcess.start("services", TIMEOUT_SECONDS, ServicesPlugin.options(folder));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Transport.class,
            names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("of CometD's Java client gets its result, its refusal, and nothing of why a handler failed")
    void ofJava(Transport transport) {
        try (CometdCaller caller = new CometdCaller(transport, server.url())) {
            Message result = caller.call("echo/ada", Map.of("n", 1L));
            assertThat(result.isSuccessful()).isTrue();
            assertThat(list(result)).containsExactly("ada", Map.of("n", 1L));

            refuses(caller.call("refuse", "x"), "403:/secret:Forbidden channel");
            refuses(caller.call("fail", "x"), INTERNAL);
            refuses(caller.call("/unknown/x", "x"), "404:/service/unknown/x:Unknown service");
        }
    }

    private static List<Object> list(Message message) {
        return message.getData() instanceof Object[] array ? List.of(array) : List.copyOf((List<?>) message.getData());
    }

    private static void refuses(Message response, String error) {
        assertThat(response.isSuccessful()).isFalse();
        assertThat(response.get(Message.ERROR_FIELD)).isEqualTo(error);
        assertThat(response.getDataAsMap()).isEqualTo(Map.of("message", error));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Transport.class,
            names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("of CometD's JavaScript client gets the same, and times out where there is no handler")
    void ofJavaScript(Transport transport) throws IOException {
        Program program = Program.run(
                        NodeModules.install(),
                        "node",
                        "cometd-calls.mjs",
                        server.url().toString(),
                        transport.wireName(),
                        "echo/ada",
                        "{\"n\":1}",
                        "refuse",
                        "1",
                        "fail",
                        "1",
                        "unknown/x",
                        "1",
                        "nobody",
                        "1")
                .succeeds();
        List<String> responses =
                program.output().lines().filter(line -> line.startsWith("{")).toList();

        assertThat(responses)
                .as(program.output())
                .containsExactly(
                        "{\"successful\":true,\"data\":[\"ada\",{\"n\":1}]}",
                        refusal("403:/secret:Forbidden channel"),
                        refusal(INTERNAL),
                        refusal("404:/service/unknown/x:Unknown service"),
                        "{\"successful\":false,\"error\":\"406::timeout\"}");
    }

    private static String refusal(String error) {
        return "{\"successful\":false,\"data\":{\"message\":\"" + error + "\"},\"error\":\"" + error + "\"}";
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Transport.class,
            names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("of Faye's client has a message delivered to its session alone")
    void reachesOneSession(Transport transport) {
        Inbox inbox = new Inbox(server::story);
        Inbox otherInbox = new Inbox(server::story);
        try (FayeClient client = new FayeClient(world.node(), server.url(), transport, inbox);
                FayeClient other = new FayeClient(world.node(), server.url(), transport, otherInbox)) {
            client.subscribe(here);
            other.subscribe(here);
            client.publish("/service/caller/deliver", Map.of("channel", here, "data", "for one"));
            inbox.receives("for one");
            other.publish(here, "for all");
            inbox.receives("for one", "for all");
            otherInbox.receives("for all");
        }
    }

    @Test
    @DisplayName("ends a session: its client is told to shake hands again")
    void endsASession() {
        String client = BayeuxMessages.handshake(server.port());
        String operator = BayeuxMessages.handshake(server.port());
        try (RawHttp http = new RawHttp(server.port())) {
            http.post(call(operator, "/service/session/" + client + "/disconnect", "{}"));
            JsonNode answers =
                    WireJson.parse(http.post(BayeuxMessages.connect(operator)).body());
            assertThat(answers.get(1).get("data").asText()).as(server::story).isEqualTo("DONE");
            assertThat(http.post(BayeuxMessages.connect(client)).body()).contains("401:" + client + ":Unknown client");
        }
    }

    static String call(String client, String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"clientId\":\"" + client + "\",\"id\":\"7\",\"data\":" + data + "}";
    }
}
