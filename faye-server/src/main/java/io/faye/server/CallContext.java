package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.log.RateLimitedLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the calls of one server's services share. */
final class CallContext {

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final ServiceCalls calls;
    private final ScheduledExecutorService scheduler;
    private final Executor worker;
    private final ServerLog log;
    private final RateLimitedLog faults = new RateLimitedLog(Services.class);

    /**
     * Creates a context.
     *
     * @param scheduler runs what hands over to the worker
     * @param worker goes on with calls that are not answered in time
     */
    CallContext(ServiceCalls calls, ScheduledExecutorService scheduler, Executor worker, ServerLog log) {
        this.calls = calls;
        this.scheduler = scheduler;
        this.worker = worker;
        this.log = log;
    }

    ServiceCalls calls() {
        return calls;
    }

    /** Runs a task later; not at all if the server is closed. */
    Future<?> later(Duration delay, Runnable task) {
        try {
            return scheduler.schedule(() -> worker.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is closed; a call has no time limit any more", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** A handler failed. The caller is told so, without why. */
    void failed(Object handler, Channel channel, Throwable fault) {
        String name = handler.getClass().getName();
        faults.error(
                name,
                "Handler of a service failed; telling the caller (handler={}, channel={}, similar lines left out={})",
                name,
                channel,
                fault);
    }

    /** The engine did not take an answer. */
    void undelivered(@Nullable Throwable fault) {
        log.engine("take the answer of a service", fault);
    }

    /** A caller has so many subscriptions that it cannot get its answer. */
    void unreachable(Channel channel) {
        log.unreachable(channel);
    }
}
