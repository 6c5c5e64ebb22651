package io.faye.transport.http.loop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoEventLoop;
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
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** The threads that serve connections: with epoll on Linux, with the selectors of the JDK elsewhere. */
public record EventLoops(MultiThreadIoEventLoopGroup group, Class<? extends ServerChannel> acceptor) {

    /** From so many connections at most a loop takes input before it turns to its tasks. */
    private static final int INPUTS_AT_ONCE = 64;

    /** Bytes that the kernel takes before it sends them. With more, it would not be seen how fast a client reads. */
    private static final long MOST_UNSENT = 128 << 10;

    public static EventLoops start(int threads) {
        boolean nativeLinux = Epoll.isAvailable();
        IoHandlerFactory io = nativeLinux
                ? EpollIoHandler.newFactory(INPUTS_AT_ONCE, DefaultSelectStrategyFactory.INSTANCE)
                : NioIoHandler.newFactory();
        return new EventLoops(
                new Group(threads, io), nativeLinux ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }

    /** {@return what the connections of each event loop share} */
    public Map<EventExecutor, ConnectionLoop> loops() {
        Map<EventExecutor, ConnectionLoop> loops = new HashMap<>();
        for (EventExecutor executor : group) {
            CountingEventLoop counting = (CountingEventLoop) executor;
            loops.put(counting, new ConnectionLoop(counting, counting::inputs));
        }
        return loops;
    }

    private static final class Group extends MultiThreadIoEventLoopGroup {

        private final LoopAffinity affinity = new LoopAffinity(this::next, System::nanoTime);

        Group(int threads, IoHandlerFactory io) {
            super(threads, new DefaultThreadFactory("faye-http"), io);
        }

        @Override
        public ChannelFuture register(Channel channel) {
            return channel instanceof ServerChannel
                    ? super.register(channel)
                    : affinity.choose(channel).register(channel);
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... arguments) {
            return new CountingEventLoop(this, executor, io);
        }
    }

    /** Sets what only some system calls can. */
    public ServerBootstrap tune(ServerBootstrap bootstrap) {
        return acceptor == EpollServerSocketChannel.class
                ? bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT)
                : bootstrap;
    }
}
