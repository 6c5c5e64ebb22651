/** Brings bytes and messages together: WebSocket and long-polling, on Netty. */
module io.faye.transport.http {
    requires transitive io.faye.server;
    requires io.faye.transport;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.transport.http;
}
