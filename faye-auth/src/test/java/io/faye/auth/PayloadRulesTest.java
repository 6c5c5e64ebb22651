package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.auth.example.OrderRules;
import io.faye.auth.payload.PayloadRules;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Payload rules")
class PayloadRulesTest {

    private final ExtensionTester tester = ExtensionTester.of(OrderRules.rules());

    @AfterEach
    void close() {
        tester.close();
    }

    private Verdict publish(String channel, String data) {
        String message = "{\"channel\":\"" + channel + "\",\"data\":" + data.replace('\'', '"') + "}";
        return tester.incoming(message, tester.exchange().build());
    }

    private static BayeuxError refused(Verdict verdict) {
        return ((Verdict.Refuse) verdict).error();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/orders/7 | {'item': 'tea', 'count': 2}",
                "/orders/7/notes | 7",
                "/chat/lobby | {'text': 'hello'}",
                "/other | null"
            })
    @DisplayName("let payloads through that are as they should be, and those on other channels")
    void pass(String channel, String data) {
        assertThat(publish(channel, data)).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'count': 2} | required property 'item' not found",
                "{'item': 'tea', 'count': 0} | /count must have an exclusive minimum value of 0",
                "{'item': 'tea', 'count': 'two'} | /count string found, integer expected",
                "7 | integer found, object expected",
                "{'item': 'tea', 'count': 'x', 'count': 2} | two members of one name",
                "{'item': 'tea', 'count': 2, 'count': 'x'} | two members of one name"
            })
    @DisplayName("refuse payloads that a schema does not allow, and say why")
    void refuseBySchema(String data, String fault) {
        assertThat(refused(publish("/orders/7", data)))
                .isEqualTo(new BayeuxError(422, List.of("/orders/7"), "Invalid payload, " + fault));
    }

    @Test
    @DisplayName("refuse payloads that one's own check finds fault with")
    void refuseByCheck() {
        assertThat(refused(publish("/chat/lobby", "{'text': 7}")))
                .hasToString("422:/chat/lobby:Invalid payload, text is missing");
    }

    @Test
    @DisplayName("name the first faults, shortly, and not what was sent")
    void areShort() {
        String secret = "s3cret".repeat(100);
        String data =
                "{'item': ['%s'], 'count': '%s', '%s': 1, 'b': 2, 'c': 3, 'd': 4}".formatted(secret, secret, secret);
        String error = refused(publish("/orders/7", data)).toString();
        assertThat(error).startsWith("422:/orders/7:Invalid payload, ").hasSizeLessThan(450);
        assertThat(error.split("; ", -1)).hasSize(3);
        assertThat(refused(publish("/orders/7", "{'item': 'tea', 'count': 's3cret'}"))
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    @DisplayName("are not about other messages than publishes with a payload")
    void othersPass() {
        for (String message :
                List.of("{\"channel\":\"/orders/7\"}", "{\"channel\":\"/meta/connect\",\"data\":1}", "{\"data\":1}")) {
            assertThat(tester.incoming(message, tester.exchange().build())).isInstanceOf(Verdict.Pass.class);
        }
    }

    @Test
    @DisplayName("let nothing go on that none of them looks at, on the channels that they are for")
    void takeOffTheRest() {
        String more = "\"data\":{\"item\":\"tea\",\"count\":2},\"id\":\"1\",\"clientId\":\"c\"";
        String unseen = "\"ext\":{\"html\":\"<script>\"},\"more\":{\"html\":\"<b>\"}";
        Exchange exchange = tester.exchange().build();

        assertThat(tester.incoming("{\"channel\":\"/orders/7\"," + unseen + "," + more + "}", exchange))
                .isEqualTo(Verdict.pass(message("{\"channel\":\"/orders/7\"," + more + "}")));
        for (String other : List.of("/other", "/meta/connect")) {
            String whole = "{\"channel\":\"" + other + "\"," + unseen + "," + more + "}";
            assertThat(tester.incoming(whole, exchange)).isEqualTo(Verdict.pass(message(whole)));
        }
    }

    @Test
    @DisplayName("take nothing off the protocol's own messages, though their channels are for all")
    void leaveTheProtocolAlone() {
        String connect = "{\"channel\":\"/meta/connect\",\"connectionType\":\"websocket\",\"data\":1}";
        try (ExtensionTester all = ExtensionTester.of(
                PayloadRules.builder().check("/**", data -> List.of()).build())) {
            assertThat(all.incoming(connect, all.exchange().build())).isEqualTo(Verdict.pass(message(connect)));
        }
    }

    private static Message message(String json) {
        return Message.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "{\"type\": \"nothing\"}", "{\"pattern\": \"(\"}"})
    @DisplayName("refuse what is no schema when they are made")
    void badSchemas(String schema) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadRules.builder().schema("/a", schema))
                .withMessageStartingWith("Expected a JSON schema");
    }
}
