package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Extension;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A protection against cross-site requests")
class CsrfProtectionTest extends GuardedServerTest {

    private static final Map<String, String> TOKENS = Map.of("s1", "rendered into the page", "s2", "");
    private static final String RIGHT = ",'ext':{'csrfToken':'rendered into the page'}";

    @Override
    List<Extension> guards() {
        return List.of(CsrfProtection.byToken(
                request -> Optional.ofNullable(request.cookies().get("SID")).map(TOKENS::get)));
    }

    private static Visit withCookie(String value) {
        return Visit.plain().with("cookie", "SID=" + value);
    }

    @Test
    @DisplayName("lets through what carries the token of the request's web session, and tells it to nobody")
    void right() {
        Visitor listener = socket();
        ClientId client = listener.begin("");
        listener.subscribe(client, "/a");
        listener.poll(client, "");

        assertThat(http().by(withCookie("s1")).publish("/a", "x", RIGHT).isSuccessful())
                .isTrue();
        assertThat(listener.receivesUntil("x")).containsExactly("x");
        assertThat(listener.seen()).noneMatch(message -> message.toString().contains("rendered"));
    }

    @Test
    @DisplayName("takes the token from a header too")
    void header() {
        Visit visit = withCookie("s1").with("x-csrf-token", "rendered into the page");

        assertThat(http().by(visit).shakeHands("").isSuccessful()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("refuses any message with cookies and another token, or none, or for a session without one")
    @ValueSource(
            strings = {
                "",
                ",'ext':{}",
                ",'ext':{'csrfToken':''}",
                ",'ext':{'csrfToken':'rendered into the pag'}",
                ",'ext':{'csrfToken':null}",
                ",'ext':{'csrfToken':['rendered into the page']}",
                ",'csrfToken':'rendered into the page'",
                ",'ext':{'CSRFTOKEN':'rendered into the page'}",
                ",'data':{'csrfToken':'rendered into the page'}"
            })
    void wrong(String shown) {
        for (String session : List.of("s1", "s2", "s3")) {
            Visitor visitor = http().by(withCookie(session));
            for (Message reply : List.of(visitor.shakeHands(shown), visitor.publish("/a", "x", shown))) {
                assertThat(reply.error()).contains("403::Cross-site request");
            }
        }
        assertThat(http().by(withCookie("s3")).publish("/a", "x", RIGHT).isSuccessful())
                .isFalse();
    }

    @Test
    @DisplayName("asks nothing of clients to whom no browser has added anything that says who the user is")
    void noBrowser() {
        assertThat(http().publish("/a", "x", "").isSuccessful()).isTrue();
        assertThat(http().by(Visit.plain().with("authorization", "Bearer x"))
                        .publish("/a", "x", "")
                        .isSuccessful())
                .isTrue();
        assertThat(http().by(Visit.plain().with("authorization", "Basic eDp5"))
                        .publish("/a", "x", "")
                        .isSuccessful())
                .isFalse();
        assertThat(http().by(new Visit(
                                "websocket", Map.of(), "192.0.2.1", Collections.singletonList((X509Certificate) null)))
                        .publish("/a", "x", "")
                        .isSuccessful())
                .isFalse();
    }
}
