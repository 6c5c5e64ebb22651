package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawEventStream;
import io.faye.interop.Transport;
import io.faye.interop.WireConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Target.Shared.class)
@DisplayName("Who claims to be somebody else but does not know the id is nobody:")
class IdentityAttackTest {

    /** What an id can be changed into, as JSON. */
    private static Stream<String> claims(String id) {
        char last = id.charAt(id.length() - 1);
        String other = id.substring(0, id.length() - 1) + (last == 'a' ? 'b' : 'a');
        return Stream.of(
                "\"" + other + "\"",
                "\"" + id.substring(1) + "\"",
                "\"0" + id + "\"",
                "\" " + id + "\"",
                "\"" + id + "\\u0000\"",
                "\"" + id + "/\"",
                "[\"" + id + "\"]",
                "{\"" + id + "\":1}",
                "{\"toString\":\"" + id + "\"}",
                "null");
    }

    private static Stream<String> requests(String claim) {
        String client = ",\"clientId\":" + claim;
        return Stream.of(
                "{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"advice\":{\"timeout\":0}" + client
                        + "}",
                "{\"channel\":\"/meta/subscribe\",\"subscription\":\"/**\"" + client + "}",
                "{\"channel\":\"/meta/unsubscribe\",\"subscription\":\"/**\"" + client + "}",
                "{\"channel\":\"/meta/disconnect\"" + client + "}");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("nothing is done for an id that is almost another's")
    void claims(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            try (WireConversation attacker = WireConversation.open(transport, server.port())) {
                assertThat(claims(innocents.ids()[0]).flatMap(IdentityAttackTest::requests))
                        .allSatisfy(request -> assertThat(attacker.ask(request)).contains("\"successful\":false"));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("two ids in one message are no way to be two clients")
    void twoIds(Transport transport, Target target) {
        target.survives((server, innocents) -> {
            try (WireConversation attacker = WireConversation.open(transport, server.port())) {
                String own = BayeuxMessages.handshake(server.port());
                String request =
                        "{\"clientId\":\"" + own + "\",\"channel\":\"/meta/disconnect\",\"clientId\":\"nobody\"}";
                String answer = attacker.ask(request);
                String again = attacker.ask(BayeuxMessages.subscribe(own, "/two"));
                assertThat(answer.contains("\"successful\":true"))
                        .as("ended by %s, and alive by %s", answer, again)
                        .isNotEqualTo(again.contains("\"successful\":true"));
            }
        });
    }

    @Test
    @DisplayName("100 event streams for ids that are almost another's hear that they are unknown, and nothing else")
    void streams(Target target) {
        target.survives((server, innocents) -> {
            List<RawEventStream> strangers = new ArrayList<>();
            try (WireConversation witness = WireConversation.open(Transport.WEBSOCKET, server.port())) {
                for (int i = 0; i < 100; i++) {
                    strangers.add(
                            RawEventStream.open(server.port(), almost(innocents.ids()[i % 2], i)));
                }
                hearTheInnocents(server, witness);
                assertThat(strangers).allSatisfy(stream -> {
                    assertThat(stream.line()).isEqualTo("retry: 5000");
                    assertThat(stream.line()).startsWith("data: [{").contains("\"error\":\"401:", "/meta/connect");
                    assertThat(stream.isEnded()).isTrue();
                });
            } finally {
                strangers.forEach(RawEventStream::close);
            }
        });
    }

    private static String almost(String id, int number) {
        int at = number / 2 % id.length();
        char there = id.charAt(at);
        return id.substring(0, at) + (there == 'a' ? 'b' : 'a') + id.substring(at + 1) + "x".repeat(number % 3 / 2);
    }

    private static void hearTheInnocents(Target server, WireConversation witness) {
        String client = BayeuxMessages.handshake(server.port());
        witness.ask("[" + BayeuxMessages.subscribe(client, "/**") + "," + BayeuxMessages.connect(client, 0) + "]");
        Ear.hear(witness, "/alice", "/bob");
    }
}
