package io.faye.benchmark.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread on which all clients of a load live, so that they need no locks. */
public final class LoadLoop implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final List<InetSocketAddress> servers;
    private int next;

    /**
     * Starts the thread.
     *
     * @param ports where the servers listen on this machine
     */
    public LoadLoop(List<Integer> ports) {
        this.servers = ports.stream()
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
    }

    Wire.Opener webSockets(Target target) {
        return receiver -> new WebSocketWire(receiver).connect(group, server(target));
    }

    Wire.Opener polling(Target target) {
        return receiver -> new HttpWire(receiver).connect(group, server(target));
    }

    private InetSocketAddress server(Target target) {
        return switch (target) {
            case FIRST -> servers.get(0);
            case LAST -> servers.get(servers.size() - 1);
            case EACH -> servers.get(next++ % servers.size());
        };
    }

    Future<?> everyMillisecond(Runnable task) {
        return group.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS);
    }

    /**
     * Runs a task on the thread.
     *
     * @param task the task
     */
    public void run(Runnable task) {
        await(() -> CompletableFuture.runAsync(task, Runnable::run));
    }

    /**
     * {@return what a task on the thread gives}
     *
     * @param <T> what that is
     * @param task the task
     */
    public <T> T call(Callable<T> task) {
        return await(() -> CompletableFuture.completedFuture(task.call()));
    }

    /**
     * {@return what a task on the thread gives in the end}
     *
     * @param <T> what that is
     * @param task the task
     */
    public <T> T await(Callable<? extends CompletionStage<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        group.execute(() -> start(task, result));
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The load could not go on: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static <T> void start(Callable<? extends CompletionStage<T>> task, CompletableFuture<T> result) {
        try {
            task.call().whenComplete((value, fault) -> {
                if (fault == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(fault);
                }
            });
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
