package io.faye.transport.http.websocket;

import io.faye.transport.http.connection.ConnectionCounters;
import io.faye.transport.http.connection.GracefulClose;
import io.faye.transport.http.frame.FrameEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/** Closes WebSockets with a close frame (RFC 6455, section 7). */
final class CloseHandshake {

    private CloseHandshake() {}

    /** Says to a WebSocket that it is over, and leaves it to the client to say so too and be closed. */
    static void announce(Channel channel, int code, ConnectionCounters counters) {
        counters.countCloseByServer(code);
        channel.writeAndFlush(FrameEncoder.close(channel.alloc(), code), channel.voidPromise());
        GracefulClose.closeSoon(channel);
    }

    /** Says what the client of a WebSocket said, and closes. */
    static void agree(Channel channel, int code, ConnectionCounters counters) {
        counters.countCloseByClient(code);
        channel.writeAndFlush(FrameEncoder.close(channel.alloc(), code)).addListener(ChannelFutureListener.CLOSE);
        GracefulClose.closeSoon(channel);
    }

    /** Says what the client of a WebSocket did wrong, and closes. */
    static void reject(Channel channel, int code, ConnectionCounters counters) {
        counters.countCloseByServer(code);
        GracefulClose.after(channel.writeAndFlush(FrameEncoder.close(channel.alloc(), code)));
        GracefulClose.closeSoon(channel);
    }
}
