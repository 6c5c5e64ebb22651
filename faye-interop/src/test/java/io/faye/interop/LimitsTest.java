package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("What is too much or makes no sense harms nobody:")
class LimitsTest {

    private final String here = Channels.own();

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("more than 1,000 messages in a request")
    void messages(Transport transport, World world) {
        String batch = "[" + String.join(",", Collections.nCopies(1_001, BayeuxMessages.publish(here, "x"))) + "]";
        isRefused(world, transport, batch, "400:messages:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEBSOCKET")
    @DisplayName("each message above the limits, while the others of its request are processed")
    void eachMessage(Transport transport, World world) {
        boolean isShort = transport == Transport.CALLBACK_POLLING;
        int count = isShort ? 30 : 1_010;
        String deep = "[".repeat(200) + "]".repeat(200);
        String batch = IntStream.range(0, count)
                .mapToObj(id ->
                        "{\"channel\":\"" + here + "\",\"id\":\"" + id + "\",\"data\":" + (id == 7 ? deep : "1") + "}")
                .collect(Collectors.joining(",", "[", "]"));
        String expected = IntStream.range(0, count)
                .mapToObj(id -> "{\"id\":\"" + id + "\",\"channel\":\"" + here + "\",\"successful\":"
                        + (id == 7
                                ? "false,\"error\":\"400:nesting:Bad request\"}"
                                : id < 1_000 ? "true}" : "false,\"error\":\"400:messages:Bad request\"}"))
                .collect(Collectors.joining(",", "[", "]"));
        try (WireConversation conversation =
                WireConversation.open(transport, world.server().port())) {
            assertThat(conversation.ask(batch).contains(expected)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("100,000 levels of nesting")
    void nesting(Transport transport, World world) {
        String data = "[".repeat(100_000) + "]".repeat(100_000);
        String message = "{\"channel\":\"" + here + "\",\"data\":" + data + "}";
        isRefused(world, transport, message, "400:nesting:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("more than 10,000 subscriptions")
    void subscriptions(Transport transport, World world) {
        String client = BayeuxMessages.handshake(world.server().port());
        try (WireConversation conversation =
                WireConversation.open(transport, world.server().port())) {
            for (int thousand = 0; thousand < 10; thousand++) {
                assertThat(conversation.ask(subscribe(client, thousand * 1_000, 1_000)))
                        .contains("\"successful\":true");
            }
        }
        isRefused(world, transport, subscribe(client, 10_000, 1), "400:subscriptions:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("more than 1,000 names to subscribe to in a request")
    void names(Transport transport, World world) {
        String client = BayeuxMessages.handshake(world.server().port());
        isRefused(world, transport, subscribe(client, 0, 1_001), "400:names:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("more than 10 handshakes in a request")
    void handshakes(Transport transport, World world) {
        String batch = "[" + String.join(",", Collections.nCopies(11, BayeuxMessages.HANDSHAKE)) + "]";
        isRefused(world, transport, batch, "400:handshakes:Bad request");
    }

    private String subscribe(String client, int first, int count) {
        String names = IntStream.range(first, first + count)
                .mapToObj(number -> "\"" + here + "/" + number + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + client + "\",\"subscription\":" + names + "}";
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"//", "//:x", "/\\", "http://", "//a@b:99999/", "/%", "*", "/faye/%zz"})
    @DisplayName("a request target that is no path")
    void targets(String target, World world) {
        try (RawHttp odd = new RawHttp(world.server().port())) {
            odd.sendRaw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(odd.receiveStatusLine()).startsWith("HTTP/1.1 ");
        }
        answers(world);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"nonsense\r\n\r\n", "POST /faye\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
    @DisplayName("a request that is not HTTP")
    void nonsense(String request, World world) {
        try (RawHttp odd = new RawHttp(world.server().port())) {
            odd.sendRaw(request);
            assertThat(odd.receiveStatusLine()).contains(" 400 ");
        }
        answers(world);
    }

    private static void isRefused(World world, Transport transport, String request, String error) {
        try (WireConversation conversation =
                WireConversation.open(transport, world.server().port())) {
            String reply = conversation.ask(request);
            assertThat(reply.contains(error))
                    .as("the reply '%.200s' shows %s", reply, error)
                    .isTrue();
            assertThat(conversation.ask("[]")).isEqualTo("[]");
        }
    }

    private static void answers(World world) {
        try (RawHttp http = new RawHttp(world.server().port())) {
            assertThat(http.post("[]").body()).isEqualTo("[]");
        }
    }
}
