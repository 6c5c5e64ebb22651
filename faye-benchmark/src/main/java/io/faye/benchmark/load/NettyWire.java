package io.faye.benchmark.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the wires have in common: a channel that opens, and is gone one day. */
abstract class NettyWire<I> extends SimpleChannelInboundHandler<I> implements Wire {

    private final Receiver receiver;
    private final CompletableFuture<Wire> opened = new CompletableFuture<>();
    private @Nullable Channel channel;

    NettyWire(Receiver receiver) {
        this.receiver = receiver;
    }

    final CompletableFuture<Wire> connect(EventLoopGroup group, InetSocketAddress server) {
        new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        channel = made;
                        addCodec(made);
                        made.pipeline().addLast(NettyWire.this);
                    }
                })
                .connect(server)
                .addListener(connect -> {
                    if (!connect.isSuccess()) {
                        opened.completeExceptionally(connect.cause());
                    }
                });
        return opened;
    }

    abstract void addCodec(Channel made);

    final void isOpen() {
        opened.complete(this);
    }

    final void write(Object message) {
        Channel open = Objects.requireNonNull(channel);
        open.writeAndFlush(message, open.voidPromise());
    }

    final void received(byte[] text) {
        receiver.text(text);
    }

    @Override
    public final void close() {
        Objects.requireNonNull(channel).close();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        opened.completeExceptionally(new IllegalStateException("The server closed the connection"));
        receiver.closed();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        opened.completeExceptionally(cause);
        context.close();
    }
}
