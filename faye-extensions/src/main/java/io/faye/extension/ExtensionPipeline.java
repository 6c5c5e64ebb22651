package io.faye.extension;

import io.faye.extension.Verdict.Pass;
import io.faye.extension.Verdict.When;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs messages through extensions in the order in which those were added. What the extensions of one message see
 * does not change while the message is on its way, even if extensions are added or removed. Safe for threads; keeping
 * the order of messages is the caller's, who waits for one verdict before asking for the next.
 *
 * <p><b>Containment.</b> If an extension throws, returns null, or gives no verdict in time, by whatever kind of stage,
 * the message is refused with {@code 500::Internal server error}, and a line of the log names the extension; one line a
 * second at most for each extension.
 *
 * <p><b>Threads.</b> An extension is asked on the thread that brings the message. After a verdict that came later the
 * next extensions are asked on the executor, and the resulting stage completes there.
 */
public final class ExtensionPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionPipeline.class);

    private final ExtensionCalls calls;
    private volatile Chains chains = new Chains(List.of());

    /**
     * Makes a pipeline without extensions.
     *
     * @param timer knows when an extension's time has passed; lent, runs no extension
     * @param executor goes on after a verdict that came later or not in time; lent
     * @param limit how long one extension may take for one message
     */
    public ExtensionPipeline(ScheduledExecutorService timer, Executor executor, Duration limit) {
        this.calls = new ExtensionCalls(timer, executor, limit);
    }

    /**
     * Adds an extension at the end and tells it so.
     *
     * @param extension sees messages from now on; if it throws in {@link Extension#added}, so does this method, and the
     *     extension sees no message
     * @param sessions what it is told of
     */
    public void add(Extension extension, Sessions sessions) {
        extension.added(sessions);
        synchronized (this) {
            chains = chains.with(extension);
        }
    }

    /**
     * Removes an extension and tells it so; does nothing if it is not there. What the extension throws is logged.
     *
     * @param extension sees no more messages
     */
    public void remove(Extension extension) {
        boolean there;
        synchronized (this) {
            there = chains.all().contains(extension);
            chains = chains.without(extension);
        }
        if (there) {
            tellRemoved(extension);
        }
    }

    /**
     * Puts extensions in the place of others at once: each message sees the ones or the others. An extension that is among both stays
     * and is told nothing.
     *
     * @param before are removed, and told so
     * @param after come in the place of the first of those, or before all others if there is none; are told that they were added. If one
     *     throws then, so does this method, and nothing has changed
     * @param sessions what they are told of
     */
    public void replace(List<Extension> before, List<Extension> after, Sessions sessions) {
        List<Extension> told = new ArrayList<>();
        try {
            for (Extension extension : after) {
                if (!before.contains(extension)) {
                    told.add(extension);
                    extension.added(sessions);
                }
            }
        } catch (RuntimeException | Error e) {
            told.forEach(ExtensionPipeline::tellRemoved);
            throw e;
        }
        synchronized (this) {
            chains = chains.replaced(before, after);
        }
        before.stream().filter(extension -> !after.contains(extension)).forEach(ExtensionPipeline::tellRemoved);
    }

    private static void tellRemoved(Extension extension) {
        try {
            extension.removed();
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Extension failed when it was removed; continuing (extension={})",
                    DelegatingExtension.nameOf(extension),
                    e);
        }
    }

    /** {@return the extensions in the order in which messages pass them} */
    public List<Extension> extensions() {
        return chains.all();
    }

    /** {@return whether messages pass untouched} */
    public boolean isEmpty() {
        return chains.all().isEmpty();
    }

    /** {@return whether an extension looks at messages to clients: if not, these need not be shown} */
    public boolean looksAtOutgoing() {
        return !chains.outgoing().isEmpty();
    }

    /**
     * {@return what the extensions want done with a message from a client: never a {@link When} that leads to another}
     *
     * @param message the message
     * @param exchange where it comes from
     */
    public Verdict incoming(Message message, Exchange exchange) {
        return run(Direction.INCOMING, chains.incoming(), 0, Verdict.pass(message), exchange);
    }

    /**
     * {@return what the extensions want done with a message to a client: never a {@link When} that leads to another}
     *
     * @param message the message
     * @param exchange where it goes to
     */
    public Verdict outgoing(Message message, Exchange exchange) {
        return run(Direction.OUTGOING, chains.outgoing(), 0, Verdict.pass(message), exchange);
    }

    /** Goes on behind a verdict, as long as messages pass and nobody needs time. */
    private Verdict run(Direction way, List<Extension> chain, int from, Verdict verdict, Exchange exchange) {
        Verdict current = verdict;
        for (int next = from; current instanceof Pass pass && next < chain.size(); next++) {
            Extension extension = chain.get(next);
            current = calls.ask(way, extension, pass.message(), exchange);
            if (current instanceof When when) {
                int rest = next + 1;
                return Verdict.when(when.later().thenCompose(later -> flatten(run(way, chain, rest, later, exchange))));
            }
        }
        return current;
    }

    private static CompletionStage<Verdict> flatten(Verdict verdict) {
        return verdict instanceof When when ? when.later() : CompletableFuture.completedFuture(verdict);
    }

    /** All extensions, and those that look at messages of each direction; never changed. */
    private record Chains(List<Extension> all, List<Extension> incoming, List<Extension> outgoing) {

        Chains(List<Extension> all) {
            this(
                    all,
                    all.stream().filter(Direction.INCOMING::interests).toList(),
                    all.stream().filter(Direction.OUTGOING::interests).toList());
        }

        Chains with(Extension extension) {
            List<Extension> more = new ArrayList<>(all);
            more.add(extension);
            return new Chains(List.copyOf(more));
        }

        Chains replaced(List<Extension> before, List<Extension> after) {
            int place = (int) all.stream()
                    .takeWhile(extension -> !before.contains(extension))
                    .count();
            List<Extension> more = new ArrayList<>(all);
            more.removeAll(before);
            more.addAll(before.isEmpty() ? 0 : Math.min(place, more.size()), after);
            return new Chains(List.copyOf(more));
        }

        Chains without(Extension extension) {
            List<Extension> fewer = new ArrayList<>(all);
            fewer.remove(extension);
            return new Chains(List.copyOf(fewer));
        }
    }
}
