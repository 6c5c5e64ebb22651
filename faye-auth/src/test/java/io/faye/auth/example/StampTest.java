package io.faye.auth.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Authentication;
import io.faye.auth.Principal;
import io.faye.auth.example.Authentications.ApiKeys;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.Json;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation's stamp")
class StampTest {

    private final Authentication authentication = Authentication.builder()
            .authenticator(new ApiKeys(Map.of("k1", Principal.of("ada"))))
            .build();

    @Test
    @DisplayName("says who the sender is, whatever this one says")
    void tellsSender() {
        try (ExtensionTester tester = ExtensionTester.of(authentication, new Stamp())) {
            Exchange exchange = tester.exchange().build();
            Verdict verdict = tester.incoming(
                    """
                    {"channel": "/chat/lobby", "data": "Hello", "ext": {"auth": {"key": "k1"}}}""",
                    exchange);
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Pass.class, pass -> assertThat(
                            pass.message().data())
                    .contains(Json.of(Map.of("from", "ada", "said", "Hello"))));
        }
    }

    @Test
    @DisplayName("says who the sender is when that is made up")
    void tellsMadeUpSender() {
        try (ExtensionTester tester = ExtensionTester.of(new Stamp())) {
            Exchange exchange = tester.exchange()
                    .attribute(Principal.ATTRIBUTE, Principal.of("ada").encode())
                    .build();
            Verdict verdict = tester.incoming("{\"channel\": \"/chat/lobby\", \"data\": 1}", exchange);
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Pass.class, pass -> assertThat(
                            pass.message().data())
                    .contains(Json.of(Map.of("from", "ada", "said", 1))));
        }
    }

    @Test
    @DisplayName("names nobody for who was not authenticated")
    void namesNobody() {
        try (ExtensionTester tester = ExtensionTester.of(authentication, new Stamp())) {
            String message = "{\"channel\": \"/chat/lobby\", \"data\": {\"from\":\"ada\"}}";
            Verdict verdict = tester.incoming(message, tester.exchange().build());
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Pass.class, pass -> assertThat(
                            pass.message().data())
                    .contains(Json.of(Map.of("from", "", "said", Map.of("from", "ada")))));
        }
    }

    @Test
    @DisplayName("leaves what is not published as it is")
    void leavesOthers() {
        try (ExtensionTester tester = ExtensionTester.of(new Stamp())) {
            String message = "{\"channel\": \"/meta/disconnect\", \"data\": 1}";
            Verdict verdict = tester.incoming(message, tester.exchange().build());
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Pass.class, pass -> assertThat(
                            pass.message().data())
                    .contains(Json.of(1)));
        }
    }
}
