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

@ExtendWith(Target.Shared.class)
@DisplayName("Messages that mean harm are refused, and nobody else notices:")
class MessageAttackTest {

    private static final int MANY = 100_000;
    /** Enough that the innocent clients surely have said something meanwhile. */
    private static final int FRAMES = 5_000;

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("100,000 levels of nesting, in arrays and in objects")
    void nesting(Transport transport, Target target) {
        String arrays = "{\"channel\":\"/a\",\"data\":" + "[".repeat(MANY) + "]".repeat(MANY) + "}";
        String objects = "{\"channel\":\"/a\",\"data\":" + "{\"a\":".repeat(MANY) + "1" + "}".repeat(MANY) + "}";
        isRefused(target, transport, arrays, "400:nesting:Bad request");
        isRefused(target, transport, objects, "400:nesting:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("300,000 messages in a batch, as many as a body can hold")
    void batch(Transport transport, Target target) {
        isRefused(target, transport, batch("{}", 300_000), "400:messages:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("9,000 handshakes in a batch, as many as a body can hold, none of which is done")
    void handshakes(Transport transport, Target target) {
        isRefused(target, transport, batch(BayeuxMessages.HANDSHAKE, 9_000), "400:messages:Bad request");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("a publish to a channel of 30,000 segments")
    void segmentsOfChannel(Transport transport, Target target) {
        isRefused(target, transport, BayeuxMessages.publish("/a".repeat(30_000), "x"), "\"successful\":false");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("a subscription to 30,000 segments, and to a pattern of as many")
    void segmentsOfPattern(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            for (String end : new String[] {"", "/*", "/**"}) {
                String subscribe = BayeuxMessages.subscribe(client, "/a".repeat(30_000) + end);
                assertThat(ask(server, transport, subscribe)).contains("\"successful\":false");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("more subscriptions than a client may hold, again and again")
    void subscriptions(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String client = BayeuxMessages.handshake(server.port());
            for (int round = 0; round < 5; round++) {
                String names = IntStream.range(0, 10_001)
                        .mapToObj(number -> "\"/flood/" + number + "/*\"")
                        .collect(Collectors.joining(",", "[", "]"));
                String subscribe = "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + client + "\",\"subscription\":"
                        + names + "}";
                assertThat(ask(server, transport, subscribe)).contains("400:subscriptions:Bad request");
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("a client id of a megabyte, which is not said back")
    void longClientId(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            String answer = ask(server, transport, BayeuxMessages.connect("x".repeat(1_000_000), 0));
            assertThat(answer).contains("401:").contains("\"successful\":false").hasSizeLessThan(1_000);
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
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
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
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

    @Test
    @DisplayName("keys of a prototype, which go through as they came")
    void prototype(Target target) {
        target.survives((server, innocents) -> {
            String message =
                    "{\"channel\":\"/proto\",\"data\":{\"__proto__\":{\"a\":1},\"constructor\":2},\"__proto__\":3}";
            try (WireConversation reader = WireConversation.open(Transport.WEBSOCKET, server.port())) {
                String client = BayeuxMessages.handshake(server.port());
                reader.ask("[" + BayeuxMessages.subscribe(client, "/proto") + "," + BayeuxMessages.connect(client, 0)
                        + "]");
                assertThat(ask(server, Transport.LONG_POLLING, message)).contains("\"successful\":true");
                assertThat(reader.ask("[]")).isEqualTo("[" + message + "]");
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
                String heard = "";
                for (int frame = 0; frame < FRAMES && !(heard.contains("/alice") && heard.contains("/bob")); frame++) {
                    heard += reader.ask("[]");
                }
                assertThat(heard).contains("/alice", "/bob").doesNotContain(innocents.ids());
            }
        });
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
