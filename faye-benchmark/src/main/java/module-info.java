/** {@code ./faye bench}: what servers cost, measured side by side. */
module io.faye.benchmark {
    requires info.picocli;
    requires io.faye.auth;
    requires io.faye.server;
    requires io.faye.tracing;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.opentelemetry.api;
    requires jmh.core;
    requires static org.jspecify;

    opens io.faye.benchmark to
            info.picocli;
}
