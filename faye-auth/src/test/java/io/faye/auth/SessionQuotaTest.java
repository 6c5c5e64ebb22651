package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sessions of a principal")
class SessionQuotaTest extends GuardedServerTest {

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final String ada = Visitor.token(tokens.issue("ada", START.plusSeconds(600)));
    private final String bob = Visitor.token(tokens.issue("bob", START.plusSeconds(600)));
    private volatile boolean refusing;

    @Override
    List<Extension> guards() {
        Authentication authentication = Authentication.builder()
                .authenticator(tokens)
                .clock(() -> now)
                .maxSessions(2)
                .build();
        return List.of(authentication, new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                return refusing ? Verdict.refuse(BayeuxError.forbiddenChannel("")) : Verdict.pass(message);
            }
        });
    }

    @Test
    @DisplayName("are limited, and those of others and of nobody are not")
    void limits() {
        ClientId first = http().begin(ada);
        http().begin(ada);
        Message refused = http().shakeHands(ada);

        assertThat(refused.error()).contains("429:sessions:Too many sessions");
        assertThat(refused.field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
        http().begin(bob);
        List.of(1, 2, 3).forEach(i -> http().begin(""));

        http().ask("{'channel':'/meta/disconnect','clientId':'%s'}", first);
        http().begin(ada);
        assertThat(http().shakeHands(ada).error()).contains("429:sessions:Too many sessions");
    }

    @Test
    @DisplayName("do not count if they could not begin")
    void refused() {
        refusing = true;
        List.of(1, 2, 3).forEach(i -> assertThat(http().shakeHands(ada).error()).contains("403::Forbidden channel"));
        refusing = false;
        http().begin(ada);
        http().begin(ada);
    }

    @Test
    @DisplayName("may be any number if the limit is 0, which must not be negative")
    void off() {
        server.removeExtension(server.extensions().get(0));
        server.addExtension(Authentication.builder()
                .authenticator(tokens)
                .clock(() -> now)
                .maxSessions(0)
                .build());
        List.of(1, 2, 3).forEach(i -> http().begin(ada));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authentication.builder().maxSessions(-1))
                .withMessage("Expected a number of sessions of 0 or more, but got -1");
    }
}
