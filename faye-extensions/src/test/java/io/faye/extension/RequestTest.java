package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request")
class RequestTest {

    @Test
    @DisplayName("gives the first value of a header field")
    void givesHeaders() {
        Request request = with(Map.of("origin", List.of("https://a", "https://b")));
        assertThat(request.header("origin")).contains("https://a");
        assertThat(request.header("referer")).isEmpty();
    }

    @Test
    @DisplayName("gives cookies of all its cookie fields, the first of equal names, and leaves out what is none")
    void givesCookies() {
        Request request = with(Map.of("cookie", List.of("a=1; b=x=y;c=;  d ; a=2", "e=5;a=3;")));
        assertThat(request.cookies())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "x=y"), Map.entry("c", ""), Map.entry("e", "5"));
        assertThat(with(Map.of()).cookies()).isEmpty();
    }

    @Test
    @DisplayName("from the server's own process has nothing to tell")
    void local() {
        assertThat(Request.LOCAL.isLocal()).isTrue();
        assertThat(Request.LOCAL.transport()).isEqualTo("in-process");
        assertThat(Request.LOCAL.headers()).isEmpty();
        assertThat(Request.LOCAL.remoteAddress()).isEmpty();
        assertThat(Request.LOCAL.peerCertificates()).isEmpty();
        assertThat(with(Map.of()).isLocal()).isFalse();
    }

    private static Request with(Map<String, List<String>> headers) {
        return new Request() {
            @Override
            public String transport() {
                return "websocket";
            }

            @Override
            public Map<String, List<String>> headers() {
                return headers;
            }
        };
    }
}
