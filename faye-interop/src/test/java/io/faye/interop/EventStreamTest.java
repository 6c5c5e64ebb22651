package io.faye.interop;

import static io.faye.interop.BayeuxMessages.disconnect;
import static io.faye.interop.BayeuxMessages.publish;
import static io.faye.interop.BayeuxMessages.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@Tag("servlet")
@DisplayName("A client's event stream")
class EventStreamTest {

    private final String here = Channels.own();

    private int port;
    private String client;
    private RawHttp http;

    @BeforeEach
    void open(World world) {
        port = world.server().port();
        client = BayeuxMessages.handshake(port);
        http = new RawHttp(port);
        http.post(subscribe(client, here));
    }

    @AfterEach
    void close() {
        http.close();
    }

    private RawEventStream stream() {
        RawEventStream stream = RawEventStream.open(port, client);
        assertThat(stream.line()).isEqualTo("retry: 5000");
        return stream;
    }

    private String connect() {
        return http.post("{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                        + "\",\"connectionType\":\"eventsource\"}")
                .body();
    }

    private String event(String data) {
        return "data: [" + publish(here, data) + "]";
    }

    @Test
    @DisplayName("is opened with its type, not cached, not for other origins, and tells when to come again")
    void opens() {
        try (RawEventStream stream = RawEventStream.open(port, client)) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.head().header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.head().header("Cache-Control")).isEqualTo("no-cache, no-store");
            assertThat(stream.head().header("Connection")).isEqualTo("close");
            assertThat(stream.head().headers()).doesNotContainKey("Access-Control-Allow-Origin");
            assertThat(stream.line()).isEqualTo("retry: 5000");
        }
    }

    @Test
    @DisplayName("carries each message as an event, as soon as it is open")
    void carries() {
        try (RawEventStream stream = stream()) {
            http.post("[" + publish(here, "one") + "," + publish(here, "two") + "]");
            assertThat(stream.line()).isEqualTo(event("one"));
            assertThat(stream.line()).isEqualTo(event("two"));
        }
    }

    @Test
    @DisplayName("has what was queued before at the latest after the next connect, which is answered without it")
    void queued() {
        http.post(publish(here, "queued"));
        try (RawEventStream stream = stream()) {
            assertThat(connect()).contains("\"successful\":true").doesNotContain("queued");
            assertThat(stream.line()).isEqualTo(event("queued"));
        }
    }

    @Test
    @DisplayName("leaves the session when it is closed")
    void closed() {
        stream().close();
        assertThat(connect()).contains("\"successful\":true");
        try (RawEventStream next = stream()) {
            http.post(publish(here, "later"));
            assertThat(next.line()).isEqualTo(event("later"));
        }
    }

    @Test
    @DisplayName("takes over from the one before")
    void takesOver() {
        try (RawEventStream first = stream();
                RawEventStream second = stream()) {
            http.post(publish(here, "moved"));
            assertThat(second.line()).isEqualTo(event("moved"));
            assertThat(first.head().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("is closed when the client disconnects")
    void disconnected() {
        try (RawEventStream stream = stream()) {
            connect();
            http.post(disconnect(client));
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "__proto__", "constructor", ""})
    @DisplayName("of an unknown client tells it to shake hands, and disturbs nobody")
    void unknown(String name) {
        String known = client;
        client = name;
        try (RawEventStream nobodys = stream()) {
            client = known;
            try (RawEventStream own = stream()) {
                http.post(publish(here, "hello"));
                assertThat(own.line()).isEqualTo(event("hello"));
            }
            assertThat(nobodys.head().status()).isEqualTo(200);
            assertThat(nobodys.line()).contains("\"reconnect\":\"handshake\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html, text/event-stream", "text/event-stream,*/*"})
    @DisplayName("is what a list asks for that holds exactly its type")
    void accepted(String accept) {
        try (RawEventStream stream = RawEventStream.open(port, client, accept)) {
            assertThat(stream.head().header("Content-Type")).isEqualTo("text/event-stream");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream;q=0.9", "text/*", "*/*"})
    @DisplayName("is not what anything else asks for")
    void notAccepted(String accept) {
        try (RawEventStream stream = RawEventStream.open(port, client, accept)) {
            assertThat(stream.head().status()).isEqualTo(400);
        }
    }
}
