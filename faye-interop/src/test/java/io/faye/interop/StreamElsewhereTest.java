package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client of three servers whose event stream is open at another server than its connects")
class StreamElsewhereTest {

    private static final int ROUNDS = 20;
    private static final int TIMEOUT_SECONDS = 20;

    private final String here = Channels.own();
    private final Service service = new Service(TIMEOUT_SECONDS);

    @AfterEach
    void close() {
        service.close();
    }

    private String ask(int server, String message) {
        try (RawHttp http = new RawHttp(service.server(server).port())) {
            return http.post(message).body();
        }
    }

    /** {@return a session that began at the first server and has not connected yet} */
    private String session(String ext) {
        String handshake = BayeuxMessages.HANDSHAKE.replaceFirst("}$", ext + "}");
        String client = WireJson.issuedClientId(ask(0, handshake)).orElseThrow();
        assertThat(ask(0, BayeuxMessages.subscribe(client, here))).contains("\"successful\":true");
        return client;
    }

    private static String connect(String client, String more) {
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client + "\",\"connectionType\":\"eventsource\""
                + more + "}";
    }

    private RawEventStream stream(int server, String client) {
        RawEventStream stream = RawEventStream.open(service.server(server).port(), client);
        assertThat(stream.line()).startsWith("retry: ");
        assertThat(stream.socket().line()).isEmpty();
        return stream;
    }

    private void publish(int server, int number) {
        RawPublisher.publish(service.server(server).url(), here, String.valueOf(number));
    }

    private List<String> data(String messages) {
        List<String> data = new ArrayList<>();
        for (JsonNode message : WireJson.parse(messages)) {
            if (message.path("channel").asText().equals(here)) {
                data.add(message.path("data").asText());
            }
        }
        return data;
    }

    @Test
    @DisplayName("gets every message, in order, also when it opens its stream at the next server")
    void streams() {
        String client = session("");
        List<String> received = new ArrayList<>();
        List<String> published = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (RawEventStream stream = stream(round, client)) {
                assertThat(ask(round + 1, connect(client, ""))).contains("\"successful\":true");
                publish(round + 2, round);
                published.add(String.valueOf(round));
                while (!received.contains(String.valueOf(round))) {
                    received.addAll(data(stream.line().replaceFirst("^data: ", "")));
                }
            }
        }
        assertThat(received.stream().distinct()).containsExactlyElementsOf(published);
    }

    @Test
    @DisplayName("gets each message once in the answers to its held connects, if it acknowledges")
    void acknowledges() {
        String client = session(",\"ext\":{\"ack\":true}");
        for (int round = 0; round < ROUNDS; round++) {
            try (RawHttp held = new RawHttp(service.server(round).port())) {
                held.send("POST", "/faye", RawHttp.JSON, connect(client, ",\"ext\":{\"ack\":" + round + "}"));
                try (RawEventStream stream = stream(round + 1, client)) {
                    publish(round + 2, round);
                    String answer = held.receive().body();
                    assertThat(data(answer)).as(answer).containsExactly(String.valueOf(round));
                    assertThat(stream.socket().hears(Duration.ofMillis(1))).isFalse();
                }
            }
        }
    }
}
