package io.faye.extension;

import io.faye.extension.Verdict.When;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one place where a server meets extensions. Whatever an extension returns or throws becomes a verdict, at the
 * latest when its time has passed; if it is no verdict, the message is refused with
 * {@code 500::Internal server error} and the log names the extension.
 */
final class ExtensionCalls {

    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final Duration limit;
    private final FaultLog faults = new FaultLog(System::nanoTime);

    ExtensionCalls(ScheduledExecutorService timer, Executor executor, Duration limit) {
        this.timer = timer;
        this.executor = executor;
        this.limit = limit;
    }

    /**
     * {@return the extension's verdict} A verdict that comes later is a plain {@link CompletableFuture}; it completes on
     * the executor, in time, with a verdict that does not wait.
     */
    Verdict ask(Direction way, Extension extension, Message message, Exchange exchange) {
        try {
            Verdict verdict = VerdictStages.unwrap(way.ask(extension, message, exchange));
            return verdict instanceof When when ? Verdict.when(limited(when, extension)) : verdict;
        } catch (RuntimeException | Error e) {
            return failed(extension, e);
        }
    }

    /** One limit for all that an extension does about one message, however often it puts off its verdict. */
    private CompletableFuture<Verdict> limited(When when, Extension extension) {
        CompletableFuture<Verdict> settled = new CompletableFuture<>();
        CompletableFuture<Verdict> result =
                settled.handleAsync((verdict, fault) -> fault == null ? verdict : failed(extension, fault), executor);
        ScheduledFuture<?> cut = timer.schedule(
                () -> settled.completeExceptionally(new TimeoutException("no verdict within " + limit)),
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        settled.whenComplete((verdict, fault) -> cut.cancel(false));
        VerdictStages.settle(when, settled);
        return result;
    }

    private Verdict failed(Extension extension, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        faults.refused(extension, cause);
        return Verdict.refuse(BayeuxError.internal());
    }
}
