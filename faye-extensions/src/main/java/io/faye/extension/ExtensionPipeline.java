package io.faye.extension;

import io.faye.extension.Verdict.Pass;
import io.faye.extension.Verdict.When;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs messages through extensions in the order in which those were added. What the extensions of one message see
 * does not change while the message is on its way, even if extensions are added or removed. Safe for threads; keeping
 * the order of messages is the caller's, who waits for one verdict before asking for the next.
 */
public final class ExtensionPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionPipeline.class);

    private final List<Extension> extensions = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer;
    private final Duration limit;

    /**
     * Makes a pipeline without extensions.
     *
     * @param timer cuts off extensions that take too long; the caller closes it
     * @param limit how long one extension may take for one message
     */
    public ExtensionPipeline(ScheduledExecutorService timer, Duration limit) {
        this.timer = timer;
        this.limit = limit;
    }

    /**
     * Adds an extension at the end and tells it so.
     *
     * @param extension sees messages from now on
     * @param sessions what it is told of
     */
    public void add(Extension extension, Sessions sessions) {
        extension.added(sessions);
        extensions.add(extension);
    }

    /**
     * Removes an extension and tells it so; does nothing if it is not there.
     *
     * @param extension sees no more messages
     */
    public void remove(Extension extension) {
        if (extensions.remove(extension)) {
            extension.removed();
        }
    }

    /** {@return the extensions in the order in which messages pass them} */
    public List<Extension> extensions() {
        return List.copyOf(extensions);
    }

    /** {@return whether messages pass untouched} */
    public boolean isEmpty() {
        return extensions.isEmpty();
    }

    /**
     * {@return what the extensions want done with a message from a client: never a {@link When} that leads to another}
     *
     * @param message the message
     * @param exchange where it comes from
     */
    public Verdict incoming(Message message, Exchange exchange) {
        return isEmpty() ? Verdict.pass(message) : run(Extension::incoming, message, exchange);
    }

    /**
     * {@return what the extensions want done with a message to a client: never a {@link When} that leads to another}
     *
     * @param message the message
     * @param exchange where it goes to
     */
    public Verdict outgoing(Message message, Exchange exchange) {
        return isEmpty() ? Verdict.pass(message) : run(Extension::outgoing, message, exchange);
    }

    private Verdict run(Hook hook, Message message, Exchange exchange) {
        return run(hook, extensions.toArray(Extension[]::new), 0, Verdict.pass(message), exchange);
    }

    /** Goes on behind a verdict, as long as messages pass and nobody needs time. */
    private Verdict run(Hook hook, Extension[] chain, int from, Verdict verdict, Exchange exchange) {
        Verdict current = verdict;
        for (int next = from; current instanceof Pass pass && next < chain.length; next++) {
            Extension extension = chain[next];
            current = ask(hook, extension, pass.message(), exchange);
            if (current instanceof When when) {
                int rest = next + 1;
                return Verdict.when(limited(when, extension)
                        .thenCompose(later -> flatten(run(hook, chain, rest, later, exchange))));
            }
        }
        return current;
    }

    private static Verdict ask(Hook hook, Extension extension, Message message, Exchange exchange) {
        try {
            return require(hook.call(extension, message, exchange));
        } catch (RuntimeException | Error e) {
            return failed(extension, e);
        }
    }

    /** One limit for all that an extension does about one message, however often it puts off its verdict. */
    private CompletionStage<Verdict> limited(When when, Extension extension) {
        CompletableFuture<Verdict> limited = new CompletableFuture<>();
        try {
            ScheduledFuture<?> cut = timer.schedule(
                    () -> limited.completeExceptionally(new TimeoutException("no verdict within " + limit)),
                    limit.toNanos(),
                    TimeUnit.NANOSECONDS);
            settle(when, limited);
            return limited.handle((verdict, fault) -> {
                cut.cancel(false);
                return fault == null ? verdict : failed(extension, fault);
            });
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(failed(extension, e));
        }
    }

    /** Waits until a verdict is none to wait for. */
    private static void settle(When when, CompletableFuture<Verdict> settled) {
        when.later().whenComplete((verdict, fault) -> {
            if (fault != null) {
                settled.completeExceptionally(fault);
            } else if (verdict instanceof When again) {
                settleSoon(again, settled);
            } else if (verdict == null) {
                settled.completeExceptionally(new NullPointerException("The verdict is null"));
            } else {
                settled.complete(verdict);
            }
        });
    }

    /** On another stack: nobody knows how deep this goes. */
    private static void settleSoon(When again, CompletableFuture<Verdict> settled) {
        settled.defaultExecutor().execute(() -> {
            try {
                settle(again, settled);
            } catch (RuntimeException | Error e) {
                settled.completeExceptionally(e);
            }
        });
    }

    private static Verdict require(@Nullable Verdict verdict) {
        if (verdict == null) {
            throw new NullPointerException("The verdict is null");
        }
        return verdict;
    }

    private static CompletionStage<Verdict> flatten(Verdict verdict) {
        return verdict instanceof When when ? when.later() : CompletableFuture.completedFuture(verdict);
    }

    private static Verdict failed(Extension extension, Throwable fault) {
        LOG.warn(
                "Extension {} failed; the message is refused",
                extension.getClass().getName(),
                fault);
        return Verdict.refuse(BayeuxError.internal());
    }

    @FunctionalInterface
    private interface Hook {
        @Nullable
        Verdict call(Extension extension, Message message, Exchange exchange);
    }
}
