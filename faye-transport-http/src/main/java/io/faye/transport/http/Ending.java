package io.faye.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** Ends connections so that the last thing said is heard. */
final class Ending {

    private static final long PATIENCE_SECONDS = 2;

    private Ending() {}

    /**
     * Closes once the other side has. A socket closed with input unread would be reset, and the reset may overtake what
     * was written last.
     */
    static void after(ChannelFuture lastWrite) {
        lastWrite.addListener(written -> {
            Channel channel = lastWrite.channel();
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                endOutput(duplex);
                closeSoon(channel);
            } else {
                channel.close();
            }
        });
    }

    /** Under TLS it has to be said too, or the client cannot tell this from being cut off. */
    private static void endOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> channel.shutdownOutput());
        }
    }

    static void closeSoon(Channel channel) {
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Says to a WebSocket that it is over, and leaves it to the client to say so too and be closed. */
    static void announce(Channel channel, int code, HttpStatistics statistics) {
        statistics.closedByServer(code);
        channel.writeAndFlush(Frames.close(channel.alloc(), code), channel.voidPromise());
        closeSoon(channel);
    }

    /** Says what the client of a WebSocket said, and closes. */
    static void agree(Channel channel, int code, HttpStatistics statistics) {
        statistics.closedByClient(code);
        channel.writeAndFlush(Frames.close(channel.alloc(), code)).addListener(ChannelFutureListener.CLOSE);
        closeSoon(channel);
    }

    /** Says what the client of a WebSocket did wrong, and closes. */
    static void reject(Channel channel, int code, HttpStatistics statistics) {
        statistics.closedByServer(code);
        after(channel.writeAndFlush(Frames.close(channel.alloc(), code)));
        closeSoon(channel);
    }
}
