package io.faye.client;

import io.faye.client.spi.ClientNetwork;
import io.faye.client.spi.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client. Cookies are kept for each client by itself, because servers know sessions by them; a client whose
 * {@code HttpClient} has its own store of cookies uses that.
 */
final class JdkNetwork implements ClientNetwork {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final CookieManager cookies = new CookieManager();

    JdkNetwork(HttpClient http) {
        this.http = http;
    }

    /** {@return a network with a proxy and TLS of its own; all clients without share one {@code HttpClient}} */
    static JdkNetwork with(@Nullable ProxySelector proxy, @Nullable SSLContext tls) {
        if (proxy == null && tls == null) {
            return new JdkNetwork(Shared.HTTP);
        }
        HttpClient.Builder http = newHttpClient();
        if (proxy != null) {
            http.proxy(proxy);
        }
        if (tls != null) {
            http.sslContext(tls);
        }
        return new JdkNetwork(http.build());
    }

    private static HttpClient.Builder newHttpClient() {
        return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).executor(ClientThreads.POOL);
    }

    private static final class Shared {
        static final HttpClient HTTP = newHttpClient().build();
    }

    @Override
    public CompletableFuture<HttpAnswer> post(URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
        if (uri.getScheme().equals("http")) {
            // Servers and proxies that know no HTTP/2 need not be asked for it.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        setHeaders(uri, headers, request::setHeader);
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(response -> {
            keepCookies(uri, response);
            return new HttpAnswer(response.statusCode(), response.body());
        });
    }

    @Override
    public CompletableFuture<Socket> open(URI uri, Map<String, String> headers, SocketListener listener) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
        setHeaders(URI.create("http" + uri.toString().substring("ws".length())), headers, builder::header);
        JdkSocket socket = new JdkSocket(listener);
        return builder.buildAsync(uri, socket)
                .<Socket>thenApply(opened -> socket)
                .exceptionally(fault -> {
                    throw new CompletionException(readable(Faults.cause(fault)));
                });
    }

    /** The JDK's exception does not say what the server answered. */
    private static Throwable readable(Throwable fault) {
        return fault instanceof WebSocketHandshakeException refused && refused.getResponse() != null
                ? new IOException(
                        "no WebSocket, but HTTP " + refused.getResponse().statusCode(), refused)
                : fault;
    }

    private void setHeaders(URI uri, Map<String, String> headers, BiConsumer<String, String> set) {
        headers.forEach(set);
        if (http.cookieHandler().isEmpty()) {
            List<String> kept = cookiesFor(uri).getOrDefault("Cookie", List.of());
            if (!kept.isEmpty() && !headers.containsKey("Cookie")) {
                set.accept("Cookie", String.join("; ", kept));
            }
        }
    }

    private Map<String, List<String>> cookiesFor(URI uri) {
        try {
            return cookies.get(uri, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepCookies(URI uri, HttpResponse<?> response) {
        if (http.cookieHandler().isPresent()) {
            return;
        }
        try {
            cookies.put(uri, response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
