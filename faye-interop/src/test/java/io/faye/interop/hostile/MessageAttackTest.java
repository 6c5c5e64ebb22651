package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.Transport;
import io.faye.interop.WireConversation;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@ExtendWith(Target.Shared.class)
@DisplayName("Messages that mean harm are refused, and nobody else notices:")
class MessageAttackTest {

    private static final int MANY = 100_000;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("100,000 levels of nesting, in arrays and in objects")
    void nesting(Transport transport, Target target) {
        int levels = fitting(transport, MANY);
        String arrays = "{\"channel\":\"/a\",\"data\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
        String objects = "{\"channel\":\"/a\",\"data\":" + "{\"a\":".repeat(levels) + "1" + "}".repeat(levels) + "}";
        isRefused(target, transport, arrays, "400:nesting:Bad request");
        isRefused(target, transport, objects, "400:nesting:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("300,000 messages in a batch, as many as a body can hold")
    void batch(Transport transport, Target target) {
        // Over a WebSocket the replies come in several frames, of which this is the first.
        String refusal =
                transport == Transport.WEBSOCKET ? "402:data:Missing required parameter" : "400:messages:Bad request";
        isRefused(target, transport, batch("{}", fitting(transport, 3 * MANY)), refusal);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "CALLBACK_POLLING")
    @DisplayName("9,000 handshakes in a batch, as many as a body can hold, of which ten are done")
    void handshakes(Transport transport, Target target) {
        String batch = batch(BayeuxMessages.HANDSHAKE, fitting(transport, 9_000));
        target.survives((server, innocents) -> assertThat(ask(server, transport, batch))
                .contains("400:handshakes:Bad request")
                .satisfies(
                        replies -> assertThat(replies.split("\"clientId\"", -1)).hasSize(10 + 1)));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("a publish to a channel of 30,000 segments")
    void segmentsOfChannel(Transport transport, Target target) {
        isRefused(
                target,
                transport,
                BayeuxMessages.publish("/a".repeat(fitting(transport, 30_000)), "x"),
                "\"successful\":false");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("a subscription to 30,000 segments, and to a pattern of as many")
    void segmentsOfPattern(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            for (String end : new String[] {"", "/*", "/**"}) {
                String subscribe = BayeuxMessages.subscribe(client, "/a".repeat(fitting(transport, 30_000)) + end);
                assertThat(ask(server, transport, subscribe)).contains("\"successful\":false");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "CALLBACK_POLLING")
    @DisplayName("more subscriptions than a client may hold, again and again")
    void subscriptions(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            for (int thousand = 0; thousand < 50; thousand++) {
                assertThat(ask(server, transport, flood("subscribe", client, thousand * 1_000, 1_000)))
                        .contains(thousand < 10 ? "\"successful\":true" : "400:subscriptions:Bad request");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "CALLBACK_POLLING")
    @DisplayName("more names than a request may have, of which none is looked at or said back")
    void names(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            for (String operation : new String[] {"subscribe", "unsubscribe"}) {
                assertThat(ask(server, transport, flood(operation, client, 0, 10_001)))
                        .contains("400:names:Bad request")
                        .hasSizeLessThan(1_000);
            }
        });
    }

    private static String flood(String operation, String client, int first, int count) {
        String names = IntStream.range(first, first + count)
                .mapToObj(number -> "\"/flood/" + number + "/*\"")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"channel\":\"/meta/" + operation + "\",\"clientId\":\"" + client + "\",\"subscription\":" + names
                + "}";
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("a client id of a megabyte, which is not said back")
    void longClientId(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String answer =
                    ask(server, transport, BayeuxMessages.connect("x".repeat(fitting(transport, 1_000_000)), 0));
            assertThat(answer).contains("401:").contains("\"successful\":false").hasSizeLessThan(1_000);
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("client ids that are keys of a prototype, NULs, or no strings at all")
    void oddClientIds(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            for (String id : new String[] {
                "\"__proto__\"",
                "\"constructor\"",
                "\"\\u0000\"",
                "[\"" + innocents.ids()[0] + "\"]",
                "{}",
                "7",
                "true"
            }) {
                String connect = "{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"clientId\":" + id
                        + ",\"advice\":{\"timeout\":0}}";
                assertThat(ask(server, transport, connect)).as(id).contains("\"successful\":false");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("channels with NULs, line ends, and steps upwards")
    void oddChannels(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            for (String channel : new String[] {"/a\\u0000", "/a\\r\\n", "/../a", "a", "/", "/a//b", "/*", "/\u00e4"}) {
                assertThat(ask(server, transport, BayeuxMessages.publish(channel, "x")))
                        .as(channel)
                        .contains("\"successful\":false");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("keys of a prototype, which go through as they came")
    void prototype(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String message =
                    "{\"channel\":\"/proto\",\"data\":{\"__proto__\":{\"a\":1},\"constructor\":2},\"__proto__\":3}";
            try (WireConversation reader = WireConversation.open(Transport.WEBSOCKET, server.port())) {
                String client = BayeuxMessages.handshake(server.port());
                reader.ask("[" + BayeuxMessages.subscribe(client, "/proto") + "," + BayeuxMessages.connect(client, 0)
                        + "]");
                assertThat(ask(server, transport, message)).contains("\"successful\":true");
                assertThat(Ear.hear(reader, "/proto")).contains("[" + message + "]");
            }
        });
    }

    @Test
    @DisplayName("a listener to all channels, who learns nobody's client id")
    void eavesdropping(Target target) {
        target.survives((server, innocents) -> {
            try (WireConversation reader = WireConversation.open(Transport.WEBSOCKET, server.port())) {
                String client = BayeuxMessages.handshake(server.port());
                reader.ask(
                        "[" + BayeuxMessages.subscribe(client, "/**") + "," + BayeuxMessages.connect(client, 0) + "]");
                assertThat(Ear.hear(reader, "/alice", "/bob")).doesNotContain(innocents.ids());
            }
        });
    }

    /** Escapes make a form several times as long, and a request line holds little. */
    private static int fitting(Transport transport, int count) {
        return switch (transport) {
            case WEBSOCKET, LONG_POLLING -> count;
            case FORM_POLLING -> count / 4;
            case CALLBACK_POLLING -> count / 200;
        };
    }

    private static String batch(String message, int count) {
        return "[" + String.join(",", Collections.nCopies(count, message)) + "]";
    }

    private static void isRefused(Target target, Transport transport, String messages, String error) {
        target.survives((server, innocents) ->
                assertThat(ask(server, transport, messages)).contains(error).doesNotContain("\"clientId\""));
    }

    private static String ask(Target target, Transport transport, String messages) {
        try (WireConversation attacker = WireConversation.open(transport, target.port())) {
            return attacker.ask(messages);
        }
    }
}
