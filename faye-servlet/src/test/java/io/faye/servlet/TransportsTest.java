package io.faye.servlet;

import static io.faye.servlet.TestClient.connect;
import static io.faye.servlet.TestClient.encoded;
import static io.faye.servlet.TestClient.next;
import static io.faye.servlet.TestClient.publish;
import static io.faye.servlet.TestClient.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.servlet.TestClient.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server in a servlet container")
class TransportsTest extends InContainer {

    private TestClient client;

    @BeforeEach
    void start() {
        start(MountOptions.DEFAULT);
        client = client();
    }

    @Test
    @DisplayName("answers a poll with what was published while the poll was held")
    void longPolling() {
        String id = client.handshake();
        client.post(subscribe(id, "/a"));
        client.post(connect(id).replace("}", ",\"advice\":{\"timeout\":0}}"));
        CompletableFuture<HttpResponse<String>> held = client.postLater(connect(id));
        // What is published in the batch of a connect is processed after the connect is held.
        client.post(publish("/a", "hello"));
        HttpResponse<String> answer = TestClient.await(held);
        assertThat(answer.body()).contains("\"successful\":true").contains("{\"channel\":\"/a\",\"data\":\"hello\"}");
        assertThat(type(answer)).isEqualTo("application/json;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, no-store");
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replace(" ", "")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    @DisplayName("takes forms, by any content type that is not JSON")
    void forms() {
        assertThat(client.postForm("message=" + encoded(TestClient.HANDSHAKE)).body())
                .contains("\"successful\":true");
        assertThat(client.postText("message=" + encoded("[]")).body()).isEqualTo("[]");
        assertThat(client.postForm("massage=[]").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("answers JSON-P by a script that calls back")
    void callbacks() {
        HttpResponse<String> answer = client.get("?jsonp=a.b&message=" + encoded("[]"));
        assertThat(answer.body()).isEqualTo("/**/a.b([]);");
        assertThat(type(answer)).isEqualTo("text/javascript;charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(client.get("?jsonp=" + encoded("a(1)") + "&message=" + encoded("[]"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.get("").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("delivers over an event stream, and ends it when the session ends")
    void eventStream() throws Exception {
        String id = client.handshake();
        client.post(subscribe(id, "/a"));
        BlockingQueue<String> lines = client.events(id);
        assertThat(next(lines)).isEqualTo("retry: 5000");
        client.post(publish("/a", "hello"));
        assertThat(next(lines)).isEqualTo("data: [{\"channel\":\"/a\",\"data\":\"hello\"}]");
        client.post("{\"channel\":\"/meta/disconnect\",\"clientId\":\"" + id + "\"}");
        assertThat(next(lines)).isEqualTo("ended");
    }

    @Test
    @DisplayName("tells over an event stream that there is no such session")
    void unknownEventStream() throws Exception {
        BlockingQueue<String> lines = client.events("nobody");
        assertThat(next(lines)).isEqualTo("retry: 5000");
        assertThat(next(lines)).contains("401:nobody:Unknown client");
        assertThat(next(lines)).isEqualTo("ended");
    }

    @Test
    @DisplayName("talks over a WebSocket, each delivered message in a frame of its own")
    void webSocket() throws Exception {
        Socket socket = client.socket();
        String id = TestClient.clientId(socket.send(TestClient.HANDSHAKE).receive());
        assertThat(socket.send(subscribe(id, "/a")).receive()).contains("\"subscription\":\"/a\"");
        socket.send(connect(id));
        client.post("[" + publish("/a", "1") + "," + publish("/a", "2") + "]");
        assertThat(List.of(socket.receive(), socket.receive()))
                .containsExactly("[{\"channel\":\"/a\",\"data\":\"1\"}]", "[{\"channel\":\"/a\",\"data\":\"2\"}]");
        socket.abort();
    }

    @Test
    @DisplayName("joins the fragments of a WebSocket's message")
    void fragments() throws Exception {
        Socket socket = client.socket();
        String euro = "\u20ac\ud83d\ude00";
        socket.sendInTwo("[{\"channel\":\"/a\",\"da", "ta\":\"x\",\"id\":\"" + euro + "\"}]");
        assertThat(socket.receive()).isEqualTo("[{\"id\":\"" + euro + "\",\"channel\":\"/a\",\"successful\":true}]");
        socket.abort();
    }

    @Test
    @DisplayName("closes a WebSocket normally after its only session has disconnected")
    void disconnected() throws Exception {
        Socket socket = client.socket();
        String id = TestClient.clientId(socket.send(TestClient.HANDSHAKE).receive());
        socket.send(connect(id).replace("}", ",\"advice\":{\"timeout\":0}}"));
        assertThat(socket.receive()).contains("/meta/connect");
        socket.send("{\"channel\":\"/meta/disconnect\",\"clientId\":\"" + id + "\"}");
        assertThat(socket.receive()).contains("/meta/disconnect");
        assertThat(socket.closeCode()).isEqualTo(1000);
    }

    @Test
    @DisplayName("takes a body and a WebSocket message of 900,000 bytes, and answers them")
    void large() throws Exception {
        String large = publish("/a", "x".repeat(900_000));
        assertThat(client.post(large).body()).contains("\"successful\":true");
        Socket socket = client.socket();
        assertThat(socket.send(large).receive()).contains("\"successful\":true");
        socket.abort();
    }

    @Test
    @DisplayName("delivers 900,000 bytes over a poll and over an event stream")
    void deliversLarge() throws Exception {
        String id = client.handshake();
        client.post(subscribe(id, "/a"));
        String large = "x".repeat(900_000);
        client.post(publish("/a", large));
        assertThat(client.post(connect(id)).body()).contains(large);
        BlockingQueue<String> lines = client.events(id);
        assertThat(next(lines)).startsWith("retry");
        client.post(publish("/a", large));
        assertThat(next(lines)).isEqualTo("data: [{\"channel\":\"/a\",\"data\":\"" + large + "\"}]");
    }

    @Test
    @DisplayName("serves the browser client by the names that pages know it by, and says when it has not changed")
    void script() {
        for (String name : List.of(".js", "/client.js", "/faye.js", "/faye-browser-min.js")) {
            assertThat(client.get(name).body()).as(name).contains("globalThis.Faye = ");
        }
        String tag = client.get(".js").headers().firstValue("ETag").orElseThrow();
        assertThat(client().with("If-None-Match", tag).get(".js").statusCode()).isEqualTo(304);
        assertThat(client.get("/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("refuses other methods")
    void otherMethods() {
        assertThat(client.method("PUT", "").statusCode()).isEqualTo(400);
        assertThat(client.method("DELETE", "/x").body()).isEqualTo("Bad request");
    }
}
