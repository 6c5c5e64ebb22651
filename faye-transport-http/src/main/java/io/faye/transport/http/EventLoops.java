package io.faye.transport.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads that serve connections, on Linux with its own system calls, elsewhere with those of the JDK. */
record EventLoops(MultiThreadIoEventLoopGroup group, Class<? extends ServerChannel> acceptor) {

    static EventLoops start(int threads) {
        boolean nativeLinux = Epoll.isAvailable();
        IoHandlerFactory io = nativeLinux ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new EventLoops(
                new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("faye-http"), io),
                nativeLinux ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }
}
