package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("not-in-faye")
@DisplayName("A session of three servers")
class MovedCallTest {

    private static final int TIMEOUT_SECONDS = 20;

    @TempDir
    private Path folder;

    private Service service;

    @BeforeEach
    void start() {
        service = new Service(TIMEOUT_SECONDS, ServicesPlugin.options(folder));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String ask(int server, String message) {
        try (RawHttp http = new RawHttp(service.server(server).port())) {
            return http.post(message).body();
        }
    }

    private static String call(String client, String channel, String data) {
        return RemoteCallTest.call(client, channel, data);
    }

    @Test
    @DisplayName("gets the answer to its call at the server to which it has moved meanwhile")
    void followsTheCaller() {
        String client =
                WireJson.issuedClientId(ask(0, BayeuxMessages.HANDSHAKE)).orElseThrow();
        String other = WireJson.issuedClientId(ask(0, BayeuxMessages.HANDSHAKE)).orElseThrow();
        assertThat(ask(0, BayeuxMessages.connect(client, 0))).contains("\"successful\":true");
        assertThat(ask(0, call(client, "/service/hold/a", "1"))).contains("\"successful\":true");

        try (RawHttp http = new RawHttp(service.server(1).port())) {
            http.send("POST", "/faye", RawHttp.JSON, BayeuxMessages.connect(client));
            assertThat(ask(0, call(other, "/service/release/a", "\"answer\""))).contains("\"successful\":true");
            JsonNode answers = WireJson.parse(http.receive().body());
            assertThat(answers).as(service.story()).hasSize(2);
            assertThat(answers.get(1))
                    .isEqualTo(WireJson.parse(
                            "{\"channel\":\"/service/hold/a\",\"id\":\"7\",\"data\":\"answer\",\"successful\":true}"));
        }
    }

    @Test
    @DisplayName("gets what a handle for it delivers at another server")
    void isReachedFromElsewhere() {
        String client =
                WireJson.issuedClientId(ask(0, BayeuxMessages.HANDSHAKE)).orElseThrow();
        String operator =
                WireJson.issuedClientId(ask(1, BayeuxMessages.HANDSHAKE)).orElseThrow();
        for (int i = 1; i <= 3; i++) {
            assertThat(ask(
                            i,
                            call(
                                    operator,
                                    "/service/session/" + client + "/deliver",
                                    "{\"channel\":\"/x\",\"data\":" + i + "}")))
                    .contains("\"successful\":true");
            JsonNode answer =
                    WireJson.parse(ask(i, BayeuxMessages.connect(operator))).get(1);
            assertThat(answer.get("data").asText()).as(service.story()).isEqualTo("DONE");
        }

        JsonNode messages = WireJson.parse(ask(2, BayeuxMessages.connect(client)));
        assertThat(messages).as(service.story()).hasSize(4);
        for (int i = 1; i <= 3; i++) {
            assertThat(messages.get(i)).isEqualTo(WireJson.parse("{\"channel\":\"/x\",\"data\":" + i + "}"));
        }
    }
}
