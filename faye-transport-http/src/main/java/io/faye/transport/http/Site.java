package io.faye.transport.http;

import io.faye.server.BayeuxServer;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.RefusalLog;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all connections of one server share. */
record Site(
        BayeuxServer bayeux,
        Mount mount,
        HttpLimits limits,
        Duration ping,
        Origins origins,
        Preflight preflight,
        Proxies proxies,
        Admission admission,
        @Nullable Tls tls,
        boolean deflate,
        HttpHandler fallback,
        RefusalLog refusals,
        HttpStatistics statistics,
        HttpDecoderConfig requests,
        WebSocketDecoderConfig frames,
        WebSocketDecoderConfig framesWithExtensions) {

    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(1);

    static Site of(
            BayeuxServer bayeux,
            Mount mount,
            HttpLimits limits,
            Duration ping,
            Origins origins,
            Preflight preflight,
            Proxies proxies,
            Admission admission,
            @Nullable Tls tls,
            boolean deflate,
            HttpHandler fallback) {
        WebSocketDecoderConfig frames = frames(limits);
        HttpStatistics statistics = new HttpStatistics();
        return new Site(
                bayeux,
                mount,
                limits,
                ping,
                origins,
                preflight,
                proxies,
                admission,
                tls,
                deflate,
                fallback,
                new RefusalLog(
                        FayeHttpServer.class, "--allowed-origin", "--max-message-size", statistics::refusedRequest),
                statistics,
                requests(limits),
                frames,
                frames.toBuilder().allowExtensions(true).build());
    }

    private static HttpDecoderConfig requests(HttpLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeaders())
                .setMaxHeaderSize(limits.maxHeaders())
                .setStrictLineParsing(true);
    }

    private static WebSocketDecoderConfig frames(HttpLimits limits) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.maxMessage())
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
    }

    /** How often connections are looked at: so often that a time limit is overrun by a quarter at most. */
    Duration sweepPeriod() {
        return Stream.of(
                        ping, limits.headerTimeout(), limits.bodyTimeout(), limits.writeTimeout(), limits.idleTimeout())
                .filter(limit -> !limit.isZero())
                .map(limit -> limit.dividedBy(4).plusMillis(1))
                .reduce(LONGEST_SWEEP, (some, other) -> some.compareTo(other) < 0 ? some : other);
    }
}
