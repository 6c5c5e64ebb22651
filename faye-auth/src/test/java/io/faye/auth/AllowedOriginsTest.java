package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.Extension;
import io.faye.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Allowed origins")
class AllowedOriginsTest extends GuardedServerTest {

    @Override
    List<Extension> guards() {
        return List.of(AllowedOrigins.of("https://example.org:443", "http://localhost:8080", "app://our_app"));
    }

    private Message publish(Visit visit) {
        return http().by(visit).publish("/a", "x", "");
    }

    @ParameterizedTest
    @DisplayName("are those of the pages that may send messages")
    @ValueSource(
            strings = {
                "https://example.org",
                "https://EXAMPLE.org",
                "https://example.org:443",
                "http://localhost:8080",
                "app://our_app"
            })
    void allowed(String origin) {
        for (String transport : List.of("long-polling", "websocket", "callback-polling")) {
            assertThat(publish(Visit.by(transport).with("origin", origin)).isSuccessful())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @DisplayName("are no others, however they resemble them")
    @ValueSource(
            strings = {
                "https://example.org.evil.example",
                "https://evil.example",
                "https://evil.example/https://example.org",
                "https://example.org@evil.example",
                "http://example.org",
                "https://example.org:444",
                "https://sub.example.org",
                "http://localhost",
                "null",
                "",
                "nonsense"
            })
    void others(String origin) {
        for (String transport : List.of("long-polling", "websocket", "callback-polling")) {
            Visit visit = Visit.by(transport).with("origin", origin).with("referer", "https://example.org/");
            assertThat(publish(visit).error()).contains("403::Origin not allowed");
        }
    }

    @Test
    @DisplayName("are told by the Referer of scripts, which must have one")
    void scripts() {
        Visit script = Visit.by("callback-polling");
        assertThat(publish(script.with("referer", "https://example.org/page?x=1"))
                        .isSuccessful())
                .isTrue();
        assertThat(publish(script.with("referer", "https://evil.example/")).isSuccessful())
                .isFalse();
        assertThat(publish(script).isSuccessful()).isFalse();
    }

    @Test
    @DisplayName("are not asked of programs that are no browsers")
    void programs() {
        assertThat(publish(Visit.plain()).isSuccessful()).isTrue();
        Visitor.await(server.client().publish("/a", 1));
    }

    @Test
    @DisplayName("are written as browsers write them")
    void settings() {
        for (String text : List.of("example.org", "https://example.org/", "*", "")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> AllowedOrigins.of(text));
        }
    }
}
