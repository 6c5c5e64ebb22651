package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@DisplayName("Polls that are no POST of JSON")
class OtherPollsTest {

    private static final String ORIGIN = "Origin: http://example.com\r\n";

    private RawHttp http;

    @BeforeEach
    void connect(World world) {
        http = new RawHttp(world.server().port());
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Nested
    @DisplayName("are forms")
    class Forms {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Type: application/x-www-form-urlencoded\r\n",
                    "Content-Type: text/plain\r\n",
                    "Content-Type: application/xml; charset=utf-8\r\n",
                    ""
                })
        @DisplayName("with any other content type, or none")
        void contentTypes(String type) {
            HttpReply reply = http.request("POST", "/faye", type + ORIGIN, "message=%5B%5D");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("[]");
            assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://example.com");
        }

        @Test
        @DisplayName("whose text may be escaped or raw")
        void escapes() {
            String message = "message={\"channel\":\"/form\",\"data\":1,\"id\":\"\u20ac+%2B%e2%82%ac\"}";
            assertThat(http.request("POST", "/faye", "", message).body()).contains("\"id\":\"\u20ac +\u20ac\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "message=", "message=1", "massage=[]", "[]"})
        @DisplayName("that are bad requests without an object or array in the right field")
        void bad(String form) {
            HttpReply reply = http.request("POST", "/faye?message=[]", ORIGIN, form);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
            assertThat(reply.headers()).doesNotContainKeys("Access-Control-Allow-Origin", "Cache-Control");
        }
    }

    @Nested
    @DisplayName("are scripts")
    class Scripts {

        @Test
        @DisplayName("with the callback's name, and headers against their being taken for something else")
        void headers() {
            HttpReply reply = http.request("GET", "/faye/x?jsonp=a.$b_1&message=%5B%5D", ORIGIN, "");
            assertThat(reply.body()).isEqualTo("/**/a.$b_1([]);");
            assertThat(reply.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(reply.header("Content-Disposition")).isEqualTo("attachment; filename=f.txt");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-cache, no-store");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://example.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "&jsonp=", "&jsonp=jsonpcallback"})
        @DisplayName("that call jsonpcallback unless told otherwise")
        void defaultCallback(String parameter) {
            assertThat(http.request("GET", "/faye?message=%5B%5D" + parameter, "", "")
                            .body())
                    .isEqualTo("/**/jsonpcallback([]);");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a(", "a;b", "a..b", ".a", "a.", "1a", "a%20b", "a%5B0%5D", "%C3%BC"})
        @DisplayName("that call nothing but names")
        void badCallbacks(String callback) {
            HttpReply reply = http.request("GET", "/faye?message=%5B%5D&jsonp=" + callback, "", "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
        }

        @Test
        @DisplayName("in which no character ends a line")
        void separators() {
            assertThat(http.callback("{\"channel\":\"/x\",\"data\":1,\"id\":\"\u2028\u2029\"}")
                            .body())
                    .contains("\"id\":\"\\u2028\\u2029\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/faye", "/faye?message=", "/faye?message=1", "/faye?jsonp=a"})
        @DisplayName("that are bad requests without an object or array")
        void bad(String target) {
            assertThat(http.request("GET", target, "", "").status()).isEqualTo(400);
        }
    }
}
