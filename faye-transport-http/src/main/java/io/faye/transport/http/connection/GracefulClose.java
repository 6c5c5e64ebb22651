package io.faye.transport.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** Closes connections so that the client gets what was written last. */
public final class GracefulClose {

    private static final long PATIENCE_SECONDS = 2;

    private GracefulClose() {}

    /**
     * Closes once the other side has. A socket closed with input unread would be reset, and the reset may overtake what
     * was written last.
     */
    public static void after(ChannelFuture lastWrite) {
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

    public static void closeSoon(Channel channel) {
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
