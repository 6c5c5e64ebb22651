package io.faye.client;

import io.faye.client.spi.ClientNetwork;
import io.faye.client.spi.JsonCodec;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FayeClient}. Not safe for threads. */
public final class FayeClientBuilder {

    ClientListener listener = new ClientListener() {};
    Duration retry = Duration.ofSeconds(5);
    Executor executor = ClientThreads.POOL;
    Transports.WebSockets webSockets = Transports.WebSockets.USED;

    @Nullable
    Duration replyTimeout;

    @Nullable
    Duration sendTimeout;

    @Nullable
    Supplier<? extends CompletionStage<String>> token;

    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Supplier<Map<String, String>> moreHeaders = Map::of;
    private @Nullable ClientNetwork network;
    private @Nullable ProxySelector proxy;
    private @Nullable SSLContext tls;
    private @Nullable JsonCodec codec;

    FayeClientBuilder(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "Expected the server's address, such as https://example.com/faye, but got '" + uri + "'");
        }
        this.uri = uri;
    }

    /**
     * Sets where tokens come from. The supplier is called before each handshake, and when the server asks for a new token
     * because the last one will expire soon. The client sends the token in {@code ext.auth.token} of that one message.
     *
     * @param supplier may block; while it has nothing to give it throws, and the client tries again later
     * @return this
     */
    public FayeClientBuilder token(Supplier<String> supplier) {
        return tokenAsync(() -> CompletableFuture.completedFuture(supplier.get()));
    }

    /**
     * Sets where tokens come from, as {@link #token} does.
     *
     * @param supplier returns a stage for a token, which must complete some time
     * @return this
     */
    public FayeClientBuilder tokenAsync(Supplier<? extends CompletionStage<String>> supplier) {
        token = supplier;
        return this;
    }

    /**
     * Sets who is told whether the client is connected, and why it is not.
     *
     * @param told by default nobody, beside the log
     * @return this
     */
    public FayeClientBuilder listener(ClientListener told) {
        listener = told;
        return this;
    }

    /**
     * Adds a header field to each request, those of WebSockets included.
     *
     * @param name the field's name
     * @param value its value
     * @return this
     */
    public FayeClientBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Sets where header fields come from that change, such as {@code Authorization}.
     *
     * @param supplier is called for each request and returns at once
     * @return this
     */
    public FayeClientBuilder headers(Supplier<Map<String, String>> supplier) {
        moreHeaders = supplier;
        return this;
    }

    /**
     * Sets how long the client waits after a failure until it tries again. Each wait is a random time from half of a limit
     * to the limit, which begins with this one and doubles within three failures, to at most 30 s.
     *
     * @param limit the longest wait after the first failure, 5 s unless set
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public FayeClientBuilder retry(Duration limit) {
        retry = positive("wait", limit);
        return this;
    }

    /**
     * Sets how long the client waits for the reply to a message that it has sent.
     *
     * @param limit 1.2 times as long as the server holds connects unless set
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public FayeClientBuilder replyTimeout(Duration limit) {
        replyTimeout = positive("time for a reply", limit);
        return this;
    }

    /**
     * Sets how long what the application asks for may wait until it can be sent. After that it fails, and nothing of it has
     * reached the server.
     *
     * @param limit any time unless set
     * @return this
     * @throws IllegalArgumentException if that is not positive
     */
    public FayeClientBuilder sendTimeout(Duration limit) {
        sendTimeout = positive("time until a message is sent", limit);
        return this;
    }

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("Expected a " + what + " of more than 0, but got " + value);
        }
        return value;
    }

    /**
     * Has the client poll. Unless set, it uses a WebSocket if one works, and polls otherwise.
     *
     * @return this
     */
    public FayeClientBuilder withoutWebSocket() {
        webSockets = Transports.WebSockets.UNUSED;
        return this;
    }

    /**
     * Sets which proxies the client uses.
     *
     * @param selector the JVM's default unless set
     * @return this
     */
    public FayeClientBuilder proxy(ProxySelector selector) {
        proxy = selector;
        return this;
    }

    /**
     * Sets whom the client trusts under TLS, and which certificates it shows.
     *
     * @param context the JVM's default unless set
     * @return this
     */
    public FayeClientBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /**
     * Sets the HTTP client, with its proxies, TLS, cookies and authenticator; {@link #proxy} and {@link #tls} are ignored
     * then.
     *
     * @param http a client, which the application may use for other things too
     * @return this
     */
    public FayeClientBuilder httpClient(HttpClient http) {
        return network(new JdkNetwork(http));
    }

    /**
     * Sets a network in place of {@code java.net.http}; {@link #proxy} and {@link #tls} are ignored then.
     *
     * @param chosen the network
     * @return this
     */
    public FayeClientBuilder network(ClientNetwork chosen) {
        network = chosen;
        return this;
    }

    /**
     * Sets how objects become JSON, and back.
     *
     * @param chosen the installed codec unless set; if there is none, texts, numbers, booleans, lists and maps can be
     *     published
     * @return this
     */
    public FayeClientBuilder codec(JsonCodec chosen) {
        codec = chosen;
        return this;
    }

    /**
     * Sets on whose threads the client works, and calls handlers, listeners and suppliers.
     *
     * @param threads must not run tasks on the caller's thread; daemon threads that all clients share unless set
     * @return this
     */
    public FayeClientBuilder executor(Executor threads) {
        executor = threads;
        return this;
    }

    /**
     * {@return the client, which connects when it is first used}
     *
     * @throws IllegalStateException if several codecs are installed and none is set
     */
    public FayeClient build() {
        Map<String, String> fixed = Map.copyOf(headers);
        Supplier<Map<String, String>> changing = moreHeaders;
        Endpoint endpoint = new Endpoint(uri, network == null ? JdkNetwork.with(proxy, tls) : network, () -> {
            Map<String, String> all = new LinkedHashMap<>(fixed);
            all.putAll(changing.get());
            return all;
        });
        JsonCodec chosen = codec == null ? PlainCodec.installed() : codec;
        return new FayeClient(new ClientCore(this, endpoint), chosen);
    }
}
