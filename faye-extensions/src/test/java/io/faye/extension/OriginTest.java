package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An origin")
class OriginTest {

    @ParameterizedTest
    @DisplayName("is what browsers write, whatever its spelling")
    @CsvSource({
        "https://example.com, https://example.com",
        "HTTPS://Example.COM, https://example.com",
        "https://example.com:443, https://example.com",
        "http://example.com:80, http://example.com",
        "http://example.com:443, http://example.com:443",
        "https://example.com:8443, https://example.com:8443",
        "http://localhost:3000, http://localhost:3000",
        "http://my_host:8080, http://my_host:8080",
        "http://127.0.0.1:8000, http://127.0.0.1:8000",
        "http://[::1]:8000, http://[::1]:8000",
        "https://[2001:DB8::1]:443, https://[2001:db8::1]",
        "https://bücher.example, https://xn--bcher-kva.example",
        "null, null",
        "file://, file://",
        "app://localhost, app://localhost",
        "capacitor://localhost, capacitor://localhost",
        "chrome-extension://abcdefghijklmnop, chrome-extension://abcdefghijklmnop",
    })
    void written(String text, String origin) {
        assertThat(Origin.parse(text)).hasToString("Optional[" + origin + "]");
        assertThat(Origin.parse(origin)).isEqualTo(Origin.parse(text));
    }

    @ParameterizedTest
    @DisplayName("is nothing else")
    @ValueSource(
            strings = {
                "",
                "*",
                "example.com",
                "://example.com",
                "1http://example.com",
                "https://",
                "https://:443",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?x",
                "https://user@example.com",
                "https://example.com:",
                "https://example.com:65536",
                "https://example.com:x",
                "https://example.com:443:443",
                "https://example.com evil",
                "https://[::1",
                "https://[::1]x",
                "https://*.example.com",
                "NULL"
            })
    void nothing(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("is that of the page at an address")
    void ofPage() {
        String origin = "Optional[https://example.com:8443]";
        assertThat(Origin.ofPage("https://example.com:8443")).hasToString(origin);
        assertThat(Origin.ofPage("https://example.com:8443/a/page?x=http://b#c"))
                .hasToString(origin);
        assertThat(Origin.ofPage("https://example.com:8443?x")).hasToString(origin);
        assertThat(Origin.ofPage("https://evil.example/https://example.com"))
                .hasToString("Optional[https://evil.example]");
        assertThat(Origin.ofPage("https://example.com@evil.example/")).isEmpty();
        assertThat(Origin.ofPage("https://evil.example\\@example.com/")).hasToString("Optional[https://evil.example]");
        assertThat(Origin.ofPage("null/page")).isEmpty();
        assertThat(Origin.ofPage("")).isEmpty();
    }
}
