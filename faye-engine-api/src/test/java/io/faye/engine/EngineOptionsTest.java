package io.faye.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An engine's options")
class EngineOptionsTest {

    private final EngineOptions options = EngineOptions.of(Map.of("url", "redis://:secret@host", "connections", "8"));

    private static void assertRefused(Runnable reading, String... reasons) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(reading::run)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(reasons));
    }

    @Test
    @DisplayName("give what is required, and refuse by name what is missing")
    void required() {
        assertThat(options.required("url")).isEqualTo("redis://:secret@host");
        assertRefused(() -> options.required("user"), "'user'", "missing");
        assertRefused(() -> EngineOptions.none().required("url"), "'url'", "missing");
    }

    @Test
    @DisplayName("give what was said, or what counts otherwise")
    void defaults() {
        assertThat(options.text("url", "none")).isEqualTo("redis://:secret@host");
        assertThat(options.text("user", "nobody")).isEqualTo("nobody");
        assertThat(options.get("connections", 4, Integer::valueOf)).isEqualTo(8);
        assertThat(options.get("threads", 4, Integer::valueOf)).isEqualTo(4);
    }

    @Test
    @DisplayName("refuse by name what cannot be read")
    void malformed() {
        EngineOptions wrong = options.with("connections", "many");
        assertRefused(() -> wrong.get("connections", 4, Integer::valueOf), "'connections'", "malformed", "'many'");
    }

    @ParameterizedTest
    @CsvSource({
        "url, redis://:hunter2@local host, 'redis://...'",
        "url, redis://user:hun@ter2@, 'redis://...'",
        "url, redis://:hunter2, 'redis://...'",
        "url, :hunter2, '...'",
        "port, user:hunter2@host, '...'",
        "password, hunter2, is secret",
        "sentinel-password, hunter2, is secret"
    })
    @DisplayName("tell no secret when they refuse an address or a password, neither in the message nor in a cause")
    void secrets(String name, String value, String shown) {
        EngineOptions wrong = EngineOptions.of(name, value);
        assertThatThrownBy(() -> wrong.get(name, 1, text -> Integer.valueOf("no " + text)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining(shown)
                .hasNoCause()
                .hasMessageNotContainingAny("hunter2", "hun@", "ter2");
    }

    @Test
    @DisplayName("refuse what nobody asked for, and say what is known")
    void unknown() {
        options.required("url");
        assertRefused(options::requireAllRead, "[connections]", "known", "url");
        options.get("connections", 4, Integer::valueOf);
        assertThatCode(options::requireAllRead).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("know what was asked for in vain as well")
    void knowsWhatIsMissing() {
        assertRefused(() -> options.required("user"), "'user'");
        assertRefused(options::requireAllRead, "known: [user]");
    }

    @Test
    @DisplayName("show their names only, for values may be secret")
    void hidesValues() {
        assertThat(options).hasToString("EngineOptions[connections, url]");
    }

    @Test
    @DisplayName("stay as they are when others are made of them")
    void unchanged() {
        assertThat(options.with("user", "alice").values()).containsKey("user");
        assertThat(options.values()).containsOnlyKeys("url", "connections");
    }
}
