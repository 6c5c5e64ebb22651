package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.faye.transport.http.RawConnection.Reply;
import java.net.URLEncoder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Callback-polling (JSON-P)")
class CallbackPollingTest extends TestServer {

    /** The target of a request, in whose JSON quotes are written as apostrophes. */
    private static String target(String json, String parameters) {
        return "/faye?message=" + URLEncoder.encode(json.replace('\'', '"'), UTF_8) + parameters;
    }

    private static RawConnection get(RawConnection connection, String json, String callback, String... headers) {
        return connection.request("GET", target(json, "&jsonp=" + URLEncoder.encode(callback, UTF_8)), headers);
    }

    @Test
    @DisplayName("answers with a script that calls back, with the headers that Faye sends")
    void answers() {
        try (RawConnection connection = connection()) {
            Reply reply = get(connection, publish("/a", "b"), "cb").reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("/**/cb([{\"channel\":\"/a\",\"successful\":true}]);");
            assertThat(reply.headers())
                    .contains(
                            entry("content-type", "text/javascript; charset=utf-8"),
                            entry("content-disposition", "attachment; filename=f.txt"),
                            entry("cache-control", "no-cache, no-store"),
                            entry("x-content-type-options", "nosniff"))
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    @DisplayName("allows the origin, if there is one")
    void origin() {
        try (RawConnection connection = connection()) {
            assertThat(get(connection, "[]", "cb", "Origin: http://a.example")
                            .reply()
                            .headers())
                    .contains(
                            entry("access-control-allow-origin", "http://a.example"),
                            entry("access-control-allow-credentials", "true"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&jsonp=", "&jsonp"})
    @DisplayName("calls jsonpcallback unless told otherwise")
    void defaultCallback(String parameters) {
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .request("GET", target("[]", parameters))
                            .reply()
                            .body())
                    .isEqualTo("/**/jsonpcallback([]);");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "$", "_", "A.b9.$_", "__jsonp1__", "Faye.x"})
    @DisplayName("calls names, with dots between")
    void callbacks(String callback) {
        try (RawConnection connection = connection()) {
            assertThat(get(connection, "[]", callback).reply().body()).isEqualTo("/**/" + callback + "([]);");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert(1)//",
                "a.",
                ".a",
                "a..b",
                "1a",
                "a-b",
                "a b",
                " a",
                "a;b",
                "a[0]",
                "\u00fc",
                "a\n",
                "\u212a"
            })
    @DisplayName("refuses whatever else is to be called, and processes nothing")
    void badCallbacks(String callback) {
        try (RawConnection connection = connection()) {
            String client = subscribe(connection, "/refused");
            Reply reply = get(connection, publish("/refused", "x"), callback).reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
            String now = connect(client).replace("}", ",'advice':{'timeout':0}}");
            assertThat(connection.post("/faye", now).reply().body())
                    .contains("\"successful\":true")
                    .doesNotContain("/refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye?jsonp=cb", "/faye?message=", "/faye?message=1", "/faye?message=%5"})
    @DisplayName("refuses requests without a JSON object or array")
    void badMessages(String target) {
        try (RawConnection connection = connection()) {
            assertThat(connection.request("GET", target).reply().status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("escapes what ends a line in JavaScript, which POST does not")
    void separators() {
        String json = "{'channel':'/a','data':1,'id':'\u2028\u2029'}";
        try (RawConnection connection = connection()) {
            assertThat(get(connection, json, "cb").reply().body())
                    .isEqualTo("/**/cb([{\"id\":\"\\u2028\\u2029\",\"channel\":\"/a\",\"successful\":true}]);");
            assertThat(connection.post("/faye", json).reply().body()).contains("\"id\":\"\u2028\u2029\"");
        }
    }

    @Test
    @DisplayName("holds connects")
    void holds() {
        try (RawConnection poller = connection();
                RawConnection publisher = connection()) {
            String client = subscribe(poller, "/held");
            get(poller, connect(client), "cb");
            publisher.post("/faye", publish("/held", "now")).reply();
            assertThat(poller.reply().body())
                    .startsWith("/**/cb([{\"id\":\"c1\"")
                    .endsWith(",{\"channel\":\"/held\",\"data\":\"now\"}]);");
        }
    }

    @Test
    @DisplayName("tells what limit a request passed")
    void limit() {
        String deep = "{'channel':'/a','data':" + "[".repeat(200) + "]".repeat(200) + "}";
        try (RawConnection connection = connection()) {
            assertThat(get(connection, deep, "cb").reply().body())
                    .isEqualTo(
                            "/**/cb([{\"channel\":\"/a\",\"successful\":false,\"error\":\"400:nesting:Bad request\"}]);");
        }
    }

    @Test
    @DisplayName("takes a request of 14 kB")
    void longRequest() {
        try (RawConnection connection = connection()) {
            assertThat(get(connection, publish("/a", "x".repeat(14_000)), "cb")
                            .reply()
                            .body())
                    .contains("\"successful\":true");
        }
    }

    @Test
    @DisplayName("takes a callback of thousands of names")
    void longCallback() {
        String callback = "a.".repeat(6_000) + "b";
        try (RawConnection connection = connection()) {
            assertThat(get(connection, "[]", callback).reply().body()).isEqualTo("/**/" + callback + "([]);");
        }
    }
}
