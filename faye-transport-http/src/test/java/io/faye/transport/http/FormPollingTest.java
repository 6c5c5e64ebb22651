package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.RawConnection.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Polling by form POST")
class FormPollingTest extends TestServer {

    private static Reply post(RawConnection connection, String target, String header, String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return connection
                .send("POST " + target + " HTTP/1.1\r\n" + header + "Content-Length: " + body.length + "\r\n\r\n")
                .send(body)
                .reply();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: text/plain;charset=UTF-8\r\n",
                "Content-Type: application/xml\r\n",
                "Content-Type: application/jsonx\r\n",
                ""
            })
    @DisplayName("is what any content type but JSON's means, and none")
    void contentTypes(String header) {
        try (RawConnection connection = connection()) {
            Reply reply = post(connection, "/faye", header, "message=%5B%5D");
            assertThat(reply.body()).isEqualTo("[]");
            assertThat(reply.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message={\"channel\":\"/a\",\"data\":1,\"id\":\"\u00fc+%2B\"}",
                "message=%7B%22channel%22%3A%22%2Fa%22%2C%22data%22%3A1%2C%22id%22%3A%22%C3%BC%20%2b%22%7D",
                "jsonp=a(b)&message=%5B%7B\"channel\":\"/a\",\"data\":1,\"id\":\"\u00fc+%2B\"%7D%5D&x",
            })
    @DisplayName("takes blanks as plus signs, escapes in either case, raw UTF-8, and minds no other field")
    void escapes(String form) {
        try (RawConnection connection = connection()) {
            assertThat(post(connection, "/faye", "", form).body())
                    .isEqualTo("[{\"id\":\"\u00fc +\",\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "message=", "message", "massage=[]", "message=1", "message=[", "message=%5", "[]"})
    @DisplayName("refuses forms without a JSON object or array")
    void badForms(String form) {
        try (RawConnection connection = connection()) {
            Reply reply = post(connection, "/faye?message=[]", "Origin: http://a.example\r\n", form);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
            assertThat(reply.headers()).doesNotContainKeys("access-control-allow-origin", "cache-control");
        }
    }

    @Test
    @DisplayName("allows the origin, and holds connects")
    void holds() {
        try (RawConnection poller = connection();
                RawConnection publisher = connection()) {
            String client = subscribe(poller, "/held");
            String form = "message=" + connect(client).replace('\'', '"');
            poller.send("POST /faye HTTP/1.1\r\nOrigin: http://a.example\r\nContent-Length: " + form.length()
                    + "\r\n\r\n" + form);
            publisher.post("/faye", publish("/held", "now")).reply();
            Reply reply = poller.reply();
            assertThat(reply.body()).startsWith("[{\"id\":\"c1\"").contains("\"now\"");
            assertThat(reply.headers()).containsEntry("access-control-allow-origin", "http://a.example");
        }
    }
}
