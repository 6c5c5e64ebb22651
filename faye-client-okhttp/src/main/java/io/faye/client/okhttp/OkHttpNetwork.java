package io.faye.client.okhttp;

import io.faye.client.spi.ClientNetwork;
import io.faye.client.spi.HttpAnswer;
import io.faye.protocol.concurrent.DaemonThreads;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.java.net.cookiejar.JavaNetCookieJar;

/**
 * Sends the requests of clients by OkHttp, and opens their WebSockets.
 *
 * <pre>{@code
 * FayeClient client = FayeClient.builder(uri).network(new OkHttpNetwork()).build();
 * }</pre>
 *
 * <p>Each network keeps the cookies that servers set, unless its {@code OkHttpClient} has a store of cookies. It sends no
 * request twice, follows no redirects, and pings WebSockets every five seconds. A WebSocket counts a message as sent when it
 * is in OkHttp's queue, which holds up to 16 MiB. Safe for threads.
 */
public final class OkHttpNetwork implements ClientNetwork {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PING = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 10;

    private final OkHttpClient http;
    private final OkHttpClient withoutCookies;

    /** Creates a network with an {@code OkHttpClient} of its own. */
    public OkHttpNetwork() {
        this(new OkHttpClient.Builder().connectTimeout(CONNECT_TIMEOUT).build());
    }

    /**
     * Creates a network that shares the connections, the proxy, the trust and the interceptors of an {@code OkHttpClient}.
     *
     * @param client its time limits for reading and for calls are not used: a server holds a connect as long as it likes
     */
    public OkHttpNetwork(OkHttpClient client) {
        boolean keepsCookies = client.cookieJar() != CookieJar.NO_COOKIES;
        http = client.newBuilder()
                .cookieJar(keepsCookies ? client.cookieJar() : new JavaNetCookieJar(new CookieManager()))
                .dispatcher(dispatcher())
                .readTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .pingInterval(PING)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        withoutCookies = http.newBuilder().cookieJar(CookieJar.NO_COOKIES).build();
    }

    /** A held connect takes a call, so that there is no limit to those of one host; daemon threads keep no process alive. */
    private static Dispatcher dispatcher() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                DaemonThreads.numbered("faye-client-okhttp"));
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    @Override
    public CompletableFuture<HttpAnswer> post(URI uri, Map<String, String> headers, byte[] body) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Call call = clientFor(headers)
                .newCall(request(uri, headers).post(RequestBody.create(body)).build());
        answer.whenComplete((response, fault) -> {
            if (answer.isCancelled()) {
                call.cancel();
            }
        });
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(
                            new HttpAnswer(response.code(), response.body().bytes()));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call failed, IOException fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer;
    }

    @Override
    public CompletableFuture<Socket> open(URI uri, Map<String, String> headers, SocketListener listener) {
        OkHttpSocket socket = new OkHttpSocket(listener);
        CompletableFuture<Socket> opened = socket.opened();
        WebSocket pending =
                clientFor(headers).newWebSocket(request(uri, headers).build(), socket);
        opened.whenComplete((open, fault) -> {
            if (opened.isCancelled()) {
                pending.cancel();
            }
        });
        return opened;
    }

    /** OkHttp would replace a cookie that the application sets. */
    private OkHttpClient clientFor(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch("Cookie"::equalsIgnoreCase) ? withoutCookies : http;
    }

    private static Request.Builder request(URI uri, Map<String, String> headers) {
        Request.Builder request = new Request.Builder().url(uri.toString());
        headers.forEach(request::header);
        return request;
    }
}
