package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.ClientScript;
import io.faye.transport.HttpDate;
import io.faye.transport.http.RawConnection.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The browser client's files")
class ClientScriptTest extends TestServer {

    private RawConnection connection;

    @BeforeEach
    void connect() {
        connection = new RawConnection(server(builder().mount("/my/faye")));
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    private Reply get(String path, String... fields) {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return connection
                .send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n")
                .reply();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my/faye.js",
                "/my/faye/client.js",
                "/my/faye/faye.js",
                "/my/faye/any/depth/client.js?v=1",
                "/my/faye/faye-browser.js",
                "/my/faye/faye-browser-min.js"
            })
    @DisplayName("include the classic script, by all names that pages know it by")
    void classic(String path) {
        Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("globalThis.Faye = ");
        assertThat(reply.headers())
                .containsEntry("content-type", "text/javascript; charset=utf-8")
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    @DisplayName("include the module and its types")
    void module() {
        Reply module = get("/my/faye/client.mjs");
        assertThat(module.body()).contains("export { Client");
        assertThat(module.headers()).containsEntry("content-type", "text/javascript; charset=utf-8");
        assertThat(get("/my/faye/client.d.ts").body()).contains("export class Client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/my/faye/other.js", "/my/faye/client.js.map", "/my/faye/.js", "/my/faye/x/..%2fclient.js"})
    @DisplayName("are no others: 404, and nothing in it")
    void unknown(String path) {
        Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    @DisplayName("are not sent again to who has them, by tag")
    void sameTag() {
        String tag = get("/my/faye.js").headers().get("etag");
        assertThat(tag).matches("\"[0-9a-f]{40}\"");
        for (String known : new String[] {tag, "W/" + tag, "\"a\", " + tag, "*"}) {
            assertThat(get("/my/faye.js", "If-None-Match: " + known).status()).isEqualTo(304);
        }
        assertThat(get("/my/faye.js", "If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(get("/my/faye/client.mjs", "If-None-Match: " + tag).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("are not sent again to who has them, by date")
    void sameDate() {
        String date = get("/my/faye.js").headers().get("last-modified");
        assertThat(get("/my/faye.js", "If-Modified-Since: " + date).status()).isEqualTo(304);
        assertThat(get("/my/faye.js", "If-Modified-Since: Thu, 01 Jan 2015 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(get("/my/faye.js", "If-Modified-Since: tomorrow").status()).isEqualTo(200);
        assertThat(get("/my/faye.js", "If-None-Match: \"other\"", "If-Modified-Since: " + date)
                        .status())
                .as("the tag counts more")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue, 01 Jan 2030 00:00:00 GMT",
                "Tuesday, 01-Jan-30 00:00:00 GMT",
                "Tue Jan  1 00:00:00 2030",
                "Sat Jan 12 00:00:00 2030"
            })
    @DisplayName("are not sent again to who has later ones, in any format of a date")
    void laterDate(String date) {
        assertThat(get("/my/faye.js", "If-Modified-Since: " + date).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 01 Jan 2015 00:00:00 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sun Nov 6 08:49:37 1994 GMT",
                "1"
            })
    @DisplayName("are sent again to who has older ones, or tells no date")
    void olderDate(String date) {
        assertThat(get("/my/faye.js", "If-Modified-Since: " + date).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("have the date of what they come from, which a restart does not change")
    void date() throws Exception {
        Path place = Path.of(ClientScript.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = Files.isDirectory(place) ? place.resolve("io/faye/transport/client/client.js") : place;
        Instant packed = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
        assertThat(get("/my/faye.js").headers()).containsEntry("last-modified", HttpDate.format(packed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "OPTIONS", "PUT", "DELETE"})
    @DisplayName("are handed out whatever the method")
    void methods(String method) {
        assertThat(connection.request(method, "/my/faye.js").reply().body()).contains("globalThis.Faye = ");
        assertThat(connection.request(method, "/my/faye/nothing.js").reply().status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("may be asked for by HEAD")
    void head() {
        Reply reply = connection.request("HEAD", "/my/faye.js").replyWithoutBody();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(Integer.parseInt(reply.headers().get("content-length"))).isPositive();
    }
}
