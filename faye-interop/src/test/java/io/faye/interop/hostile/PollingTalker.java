package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawHttp;
import io.faye.interop.WireJson;
import java.util.ArrayDeque;
import java.util.Deque;

/** A talker that polls over one connection, and publishes over another. */
final class PollingTalker implements Talker {

    private final RawHttp polls;
    private final RawHttp publishes;
    private final String id;
    private final String hears;
    private final String speaks;
    private final Deque<String> heard = new ArrayDeque<>();

    PollingTalker(int port, String hears, String speaks) {
        this.hears = hears;
        this.speaks = speaks;
        this.polls = new RawHttp(port);
        this.publishes = new RawHttp(port);
        this.id = WireJson.issuedClientId(
                        publishes.post(BayeuxMessages.HANDSHAKE).body())
                .orElseThrow();
        assertThat(publishes.post(BayeuxMessages.subscribe(id, hears)).body()).contains("\"successful\":true");
        poll();
    }

    private void poll() {
        polls.send("POST", "/faye", RawHttp.JSON, BayeuxMessages.connect(id));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void say(int number) {
        assertThat(publishes
                        .post(BayeuxMessages.publish(speaks, String.valueOf(number)))
                        .body())
                .contains("\"successful\":true");
    }

    @Override
    public void hear(int number) {
        while (heard.isEmpty()) {
            String answer = polls.receive().body();
            poll();
            keep(answer);
        }
        assertThat(heard.remove()).isEqualTo(String.valueOf(number));
    }

    private void keep(String answer) {
        for (JsonNode message : WireJson.parse(answer)) {
            if (message.path("channel").asText().equals(hears) && message.has("data")) {
                heard.add(message.get("data").asText());
            } else {
                assertThat(message.path("successful").asBoolean()).as(answer).isTrue();
            }
        }
    }

    @Override
    public void close() {
        polls.close();
        publishes.close();
    }
}
