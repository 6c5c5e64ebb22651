package io.faye.transport.http.server;

import io.faye.engine.ListenerRegistration;
import io.faye.server.ServerState;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.http1.RequestHandler;
import io.faye.transport.http.loop.ConnectionLoop;
import io.faye.transport.http.loop.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open port, and the threads that serve its connections. */
public final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 4_096;
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(32 << 10, 64 << 10);
    /** So often a connection is read from, 64 KiB at most, before the next one is. */
    private static final int READS_AT_ONCE = 1;

    /** Requests that are shorter are read at once. In two pieces they would be overtaken by shorter ones that came later. */
    private static final int LEAST_READ = 8 << 10;

    private static final int MOST_READ = 64 << 10;

    private static final Duration LAST_WRITES = Duration.ofMillis(500);

    private final EventLoops threads;
    private final Channel acceptor;
    private final Collection<ConnectionLoop> loops;
    private final ListenerRegistration leaving;

    private Listener(
            EventLoops threads, Channel acceptor, Collection<ConnectionLoop> loops, ListenerRegistration leaving) {
        this.threads = threads;
        this.acceptor = acceptor;
        this.loops = loops;
        this.leaving = leaving;
    }

    public static Listener open(
            InetSocketAddress address, int threadCount, ServerContext server, RequestHandler handler) {
        EventLoops threads = EventLoops.start(threadCount);
        Map<EventExecutor, ConnectionLoop> loops = threads.loops();
        ChannelFuture bound = threads.tune(bootstrap(threads, new ConnectionInitializer(server, handler, loops)))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(threads);
            throw new UncheckedIOException(
                    "Cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + reason(bound),
                    new IOException(bound.cause()));
        }
        loops.values().forEach(loop -> loop.checkEvery(server.limits().checkPeriod(server.ping())));
        ListenerRegistration leaving = server.bayeux().addStateListener(state -> {
            if (state == ServerState.MOVING) {
                loops.values().forEach(ConnectionLoop::leave);
            }
        });
        return new Listener(threads, bound.channel(), loops.values(), leaving);
    }

    private static String reason(ChannelFuture failed) {
        Throwable cause = failed.cause();
        if (cause instanceof UnresolvedAddressException) {
            return "the host is unknown";
        }
        // Netty puts the system call and the number of the error before the words.
        return String.valueOf(cause.getMessage()).replaceFirst("^\\w+\\(\\.\\.\\) failed.*?: ", "");
    }

    private static ServerBootstrap bootstrap(EventLoops threads, ConnectionInitializer connections) {
        return new ServerBootstrap()
                .group(threads.group())
                .channel(threads.acceptor())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ, LEAST_READ, MOST_READ)
                                .maxMessagesPerRead(READS_AT_ONCE))
                .childHandler(connections);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) acceptor.localAddress();
    }

    public void stopAccepting() {
        acceptor.close().awaitUninterruptibly();
        loops.forEach(ConnectionLoop::stopListening);
    }

    /** Ends all connections, politely until the deadline, and then the threads. */
    public void close(Instant deadline) {
        leaving.close();
        CompletableFuture<?>[] gone =
                loops.stream().map(loop -> loop.goAway().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        try {
            long left =
                    Duration.between(Instant.now(), deadline).minus(LAST_WRITES).toMillis();
            CompletableFuture.allOf(gone).get(Math.max(left, 0), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("Some clients did not take their last message in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(ConnectionLoop::closeAll);
        stop(threads);
    }

    private static void stop(EventLoops threads) {
        threads.group().shutdownGracefully(0, LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!threads.group().awaitTermination(2 * LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some threads of the HTTP server are still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
