package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.transport.http.RawConnection.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An event stream")
class EventSourceTest extends TestServer {

    private static RawConnection open(RawConnection connection, String path, String accept) {
        return connection.request("GET", path, "Accept: " + accept, "Origin: http://a.example");
    }

    /** A stream that has said its first words. */
    private RawConnection stream(String client) {
        RawConnection connection = open(connection(), "/faye/" + client, "text/event-stream");
        Reply head = connection.reply();
        assertThat(head.status()).isEqualTo(200);
        assertThat(connection.line()).isEqualTo("retry: 5000");
        assertThat(connection.line()).isEmpty();
        return connection;
    }

    private static String event(RawConnection stream) {
        String line = stream.line();
        assertThat(stream.line()).isEmpty();
        return line;
    }

    private static Reply connect(RawConnection connection, String client, String more) {
        return connection
                .post(
                        "/faye",
                        "{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'eventsource'" + more
                                + "}")
                .reply();
    }

    private static void publish(RawConnection connection, int count) {
        for (int i = 1; i <= count; i++) {
            connection.post("/faye", publish("/a", "m" + i)).reply();
        }
    }

    private static List<String> events(RawConnection stream, int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(stream).replaceAll(".*\"data\":\"(\\w+)\".*", "$1"));
        }
        return events;
    }

    @Test
    @DisplayName("opens with Faye's headers, none of CORS and no length")
    void opens() {
        try (RawConnection connection = connection()) {
            String client = handshake(connection);
            Reply head =
                    open(connection, "/faye/" + client, "text/event-stream").reply();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-cache, no-store")
                    .containsEntry("connection", "close")
                    .doesNotContainKeys("access-control-allow-origin", "content-length", "transfer-encoding");
            assertThat(connection.line()).isEqualTo("retry: 5000");
        }
    }

    @Test
    @DisplayName("carries messages as soon as it is open, each as an event of its own")
    void carries() {
        try (RawConnection publisher = connection();
                RawConnection stream = stream(subscribe(publisher, "/a"))) {
            publish(publisher, 2);
            assertThat(event(stream)).isEqualTo("data: [{\"channel\":\"/a\",\"data\":\"m1\"}]");
            assertThat(event(stream)).isEqualTo("data: [{\"channel\":\"/a\",\"data\":\"m2\"}]");
        }
    }

    @Test
    @DisplayName("is not broken by line breaks between the tokens of a message")
    void lineBreaks() {
        try (RawConnection publisher = connection();
                RawConnection stream = stream(subscribe(publisher, "/a"))) {
            publisher
                    .post("/faye", "{'channel':'/a','data':{'b':\r\n\r\n1,\n\n'c':'\\n'}}")
                    .reply();
            assertThat(event(stream)).isEqualTo("data: [{\"channel\":\"/a\",\"data\":{\"b\":    1,  \"c\":\"\\n\"}}]");
        }
    }

    @Test
    @DisplayName("brings what was queued before, and leaves connects unheld")
    void queued() {
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            publish(publisher, 2);
            try (RawConnection stream = stream(client)) {
                assertThat(connect(publisher, client, "").body())
                        .endsWith("\"advice\":{\"reconnect\":\"retry\",\"interval\":60000,\"timeout\":0}}]");
                assertThat(events(stream, 2)).containsExactly("m1", "m2");
            }
        }
    }

    @Test
    @DisplayName("leaves the session when it is closed: the next one goes on where it was, without repetitions")
    void goesOn() {
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            try (RawConnection stream = stream(client)) {
                publish(publisher, 1);
                assertThat(events(stream, 1)).containsExactly("m1");
                stream.hangUp();
                assertThat(stream.isEnded()).isTrue();
            }
            publisher.post("/faye", publish("/a", "later")).reply();
            try (RawConnection next = stream(client)) {
                assertThat(events(next, 1)).containsExactly("later");
            }
        }
    }

    @Test
    @DisplayName("does not bring again what a poll has brought")
    void afterPoll() {
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            publish(publisher, 1);
            assertThat(publisher.post("/faye", connect(client)).reply().body()).contains("m1");
            try (RawConnection stream = stream(client)) {
                publisher.post("/faye", publish("/a", "later")).reply();
                assertThat(events(stream, 1)).containsExactly("later");
            }
        }
    }

    @Test
    @DisplayName("gets the messages although a poll is held beside it")
    void besidePoll() {
        try (RawConnection publisher = connection();
                RawConnection poll = connection()) {
            String client = subscribe(publisher, "/a");
            poll.post("/faye", connect(client));
            try (RawConnection stream = stream(client)) {
                publish(publisher, 1);
                assertThat(events(stream, 1)).containsExactly("m1");
            }
        }
    }

    @Test
    @DisplayName("takes over from the one before, which stays open")
    void takesOver() {
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            try (RawConnection first = stream(client)) {
                publish(publisher, 1);
                assertThat(events(first, 1)).containsExactly("m1");
                try (RawConnection second = stream(client)) {
                    publisher.post("/faye", publish("/a", "moved")).reply();
                    assertThat(events(second, 1)).containsExactly("moved");
                }
                first.hangUp();
                assertThat(first.octet()).isEqualTo(-1);
            }
        }
    }

    @Test
    @DisplayName("is closed when its client disconnects")
    void disconnects() {
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            try (RawConnection stream = stream(client)) {
                publisher
                        .post("/faye", "{'channel':'/meta/disconnect','clientId':'" + client + "'}")
                        .reply();
                assertThat(stream.octet()).isEqualTo(-1);
            }
        }
    }

    @Test
    @DisplayName("is closed when its session expires")
    void expires() {
        server(builder(Duration.ofMillis(500)));
        try (RawConnection publisher = connection();
                RawConnection stream = stream(subscribe(publisher, "/a"))) {
            assertThat(stream.octet()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("is closed when the server stops")
    void stops() {
        try (RawConnection publisher = connection();
                RawConnection stream = stream(handshake(publisher))) {
            server().close();
            assertThat(stream.octet()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdefghijklmnopqrstu", "__proto__", "", "a/b"})
    @DisplayName("of an unknown client ends with the error that makes a client shake hands")
    void unknown(String client) {
        try (RawConnection stream = stream(client)) {
            assertThat(event(stream))
                    .startsWith("data: [{\"channel\":\"/meta/connect\",")
                    .contains("\"successful\":false", "\"advice\":{\"reconnect\":\"handshake\"}");
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("has a comment now and then")
    void comments() {
        server(builder().ping(Duration.ofMillis(50)));
        try (RawConnection poll = connection();
                RawConnection stream = stream(handshake(poll))) {
            assertThat(event(stream)).isEqualTo(":");
            assertThat(event(stream)).isEqualTo(":");
        }
    }

    @Test
    @DisplayName("carries nothing for a client that acknowledges: its connects are held and answered with messages")
    void acknowledging() {
        server(builder().ping(Duration.ofMillis(50)));
        try (RawConnection publisher = connection();
                RawConnection poll = connection()) {
            String client = publisher
                    .post(
                            "/faye",
                            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['eventsource'],"
                                    + "'ext':{'ack':true}}")
                    .reply()
                    .member("clientId");
            publisher
                    .post("/faye", "{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/a'}")
                    .reply();
            try (RawConnection stream = stream(client)) {
                publish(publisher, 1);
                assertThat(connect(poll, client, ",'ext':{'ack':0}").body())
                        .contains("\"ext\":{\"ack\":1}")
                        .contains("m1");
                assertThat(event(stream)).isEqualTo(":");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "text/html,text/event-stream", "text/html , text/event-stream , */*"})
    @DisplayName("is opened for a list that holds exactly its type")
    void accepted(String accept) {
        try (RawConnection connection = open(connection(), "/faye/x", accept)) {
            assertThat(connection.reply().headers()).containsEntry("content-type", "text/event-stream");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream;q=0.9", "TEXT/event-stream", "text/*", "*/*", "text/event-streams"})
    @DisplayName("is not opened for anything else")
    void notAccepted(String accept) {
        try (RawConnection connection = open(connection(), "/faye/x", accept)) {
            assertThat(connection.reply().status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("does not mind a query, or what the client sends behind its request")
    void query() {
        try (RawConnection publisher = connection();
                RawConnection stream = connection()) {
            String client = subscribe(publisher, "/a");
            open(stream, "/faye/" + client + "?x=1", "text/event-stream")
                    .send("nonsense\r\n\r\n")
                    .reply();
            publish(publisher, 1);
            assertThat(stream.line()).isEqualTo("retry: 5000");
            assertThat(stream.line()).isEmpty();
            assertThat(events(stream, 1)).containsExactly("m1");
        }
    }

    /** Has an extension judge the opening of streams. */
    private void judging(Function<Message, Verdict> judge) {
        server().bayeux().addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean opens = exchange.request().transport().equals("eventsource");
                return opens ? judge.apply(message) : Verdict.pass(message);
            }
        });
    }

    @Test
    @DisplayName("is opened by what extensions see as a connect of its client")
    void shown() {
        Queue<Message> seen = new ConcurrentLinkedQueue<>();
        judging(message -> {
            seen.add(message);
            return Verdict.pass(message);
        });
        try (RawConnection publisher = connection()) {
            String client = subscribe(publisher, "/a");
            try (RawConnection stream = stream(client)) {
                publish(publisher, 1);
                assertThat(events(stream, 1)).containsExactly("m1");
            }
            assertThat(seen).singleElement().satisfies(message -> {
                assertThat(message.channel()).contains(Channel.CONNECT);
                assertThat(message.clientId()).map(ClientId::toString).contains(client);
                assertThat(message.text(Field.CONNECTION_TYPE)).contains("eventsource");
            });
        }
    }

    @Test
    @DisplayName("that an extension refuses is answered with 403 and the reason, and the connection is closed")
    void refused() {
        judging(message -> Verdict.refuse(new BayeuxError(401, List.of(), "Wrong \u20AC")));
        refused("401::Wrong \u20AC");
    }

    @Test
    @DisplayName("that an extension drops is answered with 403")
    void dropped() {
        judging(message -> Verdict.drop());
        refused("Refused");
    }

    private void refused(String why) {
        try (RawConnection connection = connection()) {
            Reply reply = open(connection, "/faye/" + handshake(connection), "text/event-stream")
                    .reply();
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(reply.body()).isEqualTo(why);
            assertThat(connection.octet()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 1500, 1500", "429, 1, 1000", "503, 99999999, 600000", "500, , 5000"})
    @DisplayName("that is refused for a time only is opened, told when to come again, and closed")
    void putOff(int code, String interval, String retry) {
        BayeuxError error = new BayeuxError(code, List.of(), "Not\r\nnow");
        judging(message ->
                Verdict.refuse(error, Json.parse(interval == null ? "{}" : "{\"interval\":" + interval + "}")));
        try (RawConnection connection = connection()) {
            Reply reply = open(connection, "/faye/" + handshake(connection), "text/event-stream")
                    .reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(connection.line()).isEqualTo("retry: " + retry);
            assertThat(connection.line()).isEmpty();
            assertThat(event(connection)).isEqualTo(":" + code + "::Not  now");
            assertThat(connection.octet()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("is opened as soon as an extension that takes its time has judged, whatever comes meanwhile")
    void later() throws InterruptedException {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
        judging(message -> {
            asked.add(message);
            return Verdict.when(verdict);
        });
        try (RawConnection publisher = connection();
                RawConnection stream = connection()) {
            String client = subscribe(publisher, "/a");
            open(stream, "/faye/" + client, "text/event-stream").post("/faye", publish("/a", "ignored"));
            publish(publisher, 1);
            verdict.complete(Verdict.pass(asked.poll(10, TimeUnit.SECONDS)));
            assertThat(stream.reply().status()).isEqualTo(200);
            assertThat(stream.line()).isEqualTo("retry: 5000");
            assertThat(stream.line()).isEmpty();
            assertThat(events(stream, 1)).containsExactly("m1");
        }
    }

    @Test
    @DisplayName("whose opening is still being judged is refused when the server stops")
    void stopsWhileJudged() {
        judging(message -> Verdict.when(new CompletableFuture<>()));
        try (RawConnection connection = connection()) {
            open(connection, "/faye/" + handshake(connection), "text/event-stream");
            assertThat(connection.hears(Duration.ofMillis(1))).isFalse();
            server().close();
            assertThat(connection.isEnded()).isTrue();
        }
    }
}
