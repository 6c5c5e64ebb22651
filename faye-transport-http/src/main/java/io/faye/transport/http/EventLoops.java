package io.faye.transport.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads that serve connections, on Linux with its own system calls, elsewhere with those of the JDK. */
record EventLoops(MultiThreadIoEventLoopGroup group, Class<? extends ServerChannel> acceptor) {

    /** Bytes that the kernel takes before it sends them. With more, it would not be seen how fast a client reads. */
    private static final long MOST_UNSENT = 128 << 10;

    static EventLoops start(int threads) {
        boolean nativeLinux = Epoll.isAvailable();
        IoHandlerFactory io = nativeLinux ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new EventLoops(
                new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("faye-http"), io),
                nativeLinux ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }

    /** Sets what only some system calls can. */
    ServerBootstrap tune(ServerBootstrap bootstrap) {
        return acceptor == EpollServerSocketChannel.class
                ? bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT)
                : bootstrap;
    }
}
