package io.faye.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests to a mount. */
final class TestClient {

    static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}";

    private static final Pattern CLIENT_ID = Pattern.compile("\"clientId\":\"(\\w+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final List<String> headers = new ArrayList<>();

    TestClient(String address) {
        this.address = address;
    }

    /** Sends a header field with each request from now on. */
    TestClient with(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    private HttpRequest.Builder request(String more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + more));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return request;
    }

    CompletableFuture<HttpResponse<String>> postLater(String json) {
        return http.sendAsync(
                request("")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String json) {
        return await(postLater(json));
    }

    HttpResponse<String> postForm(String form) {
        return send(request("")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> postText(String text) {
        return send(request("").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text)));
    }

    HttpResponse<String> get(String more) {
        return send(request(more).GET());
    }

    HttpResponse<String> method(String method, String more) {
        return send(request(more).method(method, BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return await(http.sendAsync(request.build(), BodyHandlers.ofString()));
    }

    /** Opens an event stream. {@return its lines as they come, an empty one between events left out} */
    BlockingQueue<String> events(String client) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        HttpRequest request =
                request("/" + client).header("Accept", "text/event-stream").build();
        http.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(lines)));
        return lines;
    }

    Socket socket() {
        Socket socket = new Socket();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        socket.webSocket = await(builder.buildAsync(URI.create("ws://" + address), socket));
        return socket;
    }

    /** {@return the id of a new session} */
    String handshake() {
        return clientId(post(HANDSHAKE).body());
    }

    static String clientId(String replies) {
        Matcher id = CLIENT_ID.matcher(replies);
        assertThat(id.find()).as(replies).isTrue();
        return id.group(1);
    }

    static String connect(String client) {
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client + "\",\"connectionType\":\"websocket\"}";
    }

    static String subscribe(String client, String pattern) {
        return "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + client + "\",\"subscription\":\"" + pattern + "\"}";
    }

    static String publish(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(InContainer.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(InContainer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(line).as("what comes next").isNotNull();
        return line;
    }

    /** Keeps the lines of a stream that say something. */
    private record Lines(BlockingQueue<String> lines) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }

        @Override
        public void onError(Throwable fault) {
            lines.add("failed");
        }

        @Override
        public void onComplete() {
            lines.add("ended");
        }
    }

    /** A WebSocket whose messages are kept. */
    static final class Socket implements WebSocket.Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private WebSocket webSocket;

        Socket send(String message) {
            await(webSocket.sendText(message, true));
            return this;
        }

        /** Sends a message in two fragments. */
        void sendInTwo(String first, String second) {
            await(webSocket.sendText(first, false));
            await(webSocket.sendText(second, true));
        }

        String receive() throws InterruptedException {
            return next(received);
        }

        int closeCode() {
            return await(closed);
        }

        boolean isOpen() {
            return !closed.isDone();
        }

        void abort() {
            webSocket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            closed.completeExceptionally(fault instanceof IOException ? fault : new IOException(fault));
        }
    }
}
