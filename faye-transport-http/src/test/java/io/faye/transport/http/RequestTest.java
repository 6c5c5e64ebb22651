package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An extension learns of the request")
class RequestTest extends TestServer {

    private final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();

    private FayeHttpServer watched() {
        FayeHttpServer server = server();
        server.bayeux().addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                seen.add(exchange.request());
                return Verdict.pass(message);
            }
        });
        return server;
    }

    private void check(String transport) throws InterruptedException {
        Request request = seen.poll(10, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(request.transport()).isEqualTo(transport);
        assertThat(request.isLocal()).isFalse();
        assertThat(request.target()).isEqualTo("/faye?token=%61bc");
        assertThat(request.query()).isEqualTo(Map.of("token", List.of("abc")));
        assertThat(request.header("x-note")).contains("a: b=c");
        assertThat(request.headers()).containsEntry("x-twice", List.of("1", "2"));
        assertThat(request.cookies()).isEqualTo(Map.of("session", "s1", "theme", "dark"));
        assertThat(request.remoteAddress().orElseThrow().toString()).contains("127.0.0.1");
    }

    private static final String[] HEADERS = {
        "X-Note: a: b=c", "X-Twice: 1", "x-twice: 2", "Cookie: session=s1; theme=dark"
    };

    @Test
    @DisplayName("that carried a poll")
    void poll() throws InterruptedException {
        try (RawConnection connection = new RawConnection(watched())) {
            connection.post("/faye?token=%61bc", publish("/a", "b"), HEADERS).reply();
            check("long-polling");
        }
    }

    @Test
    @DisplayName("that opened a WebSocket, for each of its messages")
    void webSocket() throws InterruptedException {
        String path = "/faye?token=%61bc HTTP/1.1\r\n" + String.join("\r\n", HEADERS) + "\r\nX-Version:";
        try (RawWebSocket socket = new RawWebSocket(new RawConnection(watched()), path)) {
            for (int i = 0; i < 2; i++) {
                socket.text("{'channel':'/a','data':1}").text();
                check("websocket");
            }
        }
    }

    @Test
    @DisplayName("that carried a form, or a callback's name")
    void otherPolls() throws InterruptedException {
        String message = publish("/a", "b").replace('\'', '"');
        try (RawConnection connection = new RawConnection(watched())) {
            connection.send(
                    "POST /faye HTTP/1.1\r\nContent-Length: " + (8 + message.length()) + "\r\n\r\nmessage=" + message);
            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .extracting(Request::transport)
                    .isEqualTo("cross-origin-long-polling");
            connection.request("GET", "/faye?message=" + message);
            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .extracting(Request::transport)
                    .isEqualTo("callback-polling");
        }
    }
}
