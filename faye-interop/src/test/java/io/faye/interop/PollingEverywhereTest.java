package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client without ack that polls another server of the service each time")
class PollingEverywhereTest {

    private static final int POLLS = 60;

    private final String here = Channels.own();
    private final Service service = new Service();
    private final List<Object> received = new ArrayList<>();
    private int requests;

    @AfterEach
    void close() {
        service.close();
    }

    private String ask(String message) {
        try (RawHttp http = new RawHttp(service.server(requests++).port())) {
            return http.post(message).body();
        }
    }

    @Test
    @DisplayName("gets each message once, in order")
    void getsEachMessageOnce() {
        // First, because it may take long, and a session lives for ten seconds only before its first connect.
        try (InteropClient publisher =
                new CometdClient(service.server(1).url(), Transport.WEBSOCKET, new Inbox(service::story))) {
            String client =
                    WireJson.issuedClientId(ask(BayeuxMessages.HANDSHAKE)).orElseThrow();
            assertThat(ask(BayeuxMessages.subscribe(client, here))).contains("\"successful\":true");
            Numbers numbers = new Numbers(publisher, here);
            for (int i = 0; i < POLLS; i++) {
                poll(client);
            }
            long last = numbers.stop();
            while (!received.contains(last)) {
                assertThat(poll(client))
                        .as("a poll that has messages to fetch, up to %s", last)
                        .isTrue();
            }
            assertThat(received).as(service::story).isEqualTo(InteropClient.numbers((int) last));
        }
    }

    /** {@return whether there were messages} */
    private boolean poll(String client) {
        int before = received.size();
        String connect = "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                + "\",\"connectionType\":\"long-polling\",\"id\":\"poll" + requests + "\"}";
        for (JsonNode message : WireJson.parse(ask(connect))) {
            if (message.path("channel").asText().equals(here)) {
                received.add(message.path("data").asLong());
            } else {
                assertThat(message.path("successful").asBoolean())
                        .as(message.toString())
                        .isTrue();
            }
        }
        return received.size() > before;
    }
}
