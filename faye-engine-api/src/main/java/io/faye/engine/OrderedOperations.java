package io.faye.engine;

import io.faye.protocol.ClientId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of an engine: for each session one call at a time, in the order in which the host asked for them, and
 * announces what the engine returns or tells in the same order. Nothing is announced, and nothing succeeds, after
 * {@link #close}.
 */
final class OrderedOperations {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedOperations.class);

    private final EngineCalls calls;
    private final ObservedCalls observed;
    private final Executor executor;
    /** The operations that are under way, for each session that has any. */
    private final ConcurrentMap<ClientId, ClientOperations> operations = new ConcurrentHashMap<>();

    private volatile boolean closed;

    OrderedOperations(EngineCalls calls, ObservedCalls observed, Executor executor) {
        this.calls = calls;
        this.observed = observed;
        this.executor = executor;
    }

    /** Makes a call whose fact has an event. */
    <T> CompletableFuture<T> report(
            ClientId client,
            String name,
            Supplier<CompletableFuture<T>> call,
            ReportedOperation.Event<T> event,
            ReportedOperation.Event<T> late) {
        long begun = observed.begin();
        ReportedOperation<T> operation = new ReportedOperation<>(calls, name, call, event, late, this, client);
        ClientOperations alone = new ClientOperations(operation);
        ClientOperations queue = operations.putIfAbsent(client, alone) == null ? alone : add(client, operation);
        advance(client, queue);
        if (!operation.stage().isDone()) {
            operation.limit(queue);
        }
        return observed.end(name, begun, operation.stage());
    }

    /** Makes a call whose fact has an event, and that belongs to no session. */
    <T> CompletableFuture<T> report(
            String name,
            Supplier<CompletableFuture<T>> call,
            ReportedOperation.Event<T> event,
            ReportedOperation.Event<T> late) {
        long begun = observed.begin();
        ReportedOperation<T> operation = new ReportedOperation<>(calls, name, call, event, late, this, null);
        new ClientOperations(operation).advance();
        return observed.end(name, begun, operation.stage());
    }

    /** Makes a call without an event, after the calls for the same session that were not made yet. */
    <T> CompletableFuture<T> call(ClientId client, String name, Supplier<CompletableFuture<T>> call) {
        if (!operations.containsKey(client)) {
            return call(name, call);
        }
        long begun = observed.begin();
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<T> limited = calls.limited(name, result);
        add(client, new ClientOperation.Call(() -> {
            if (!limited.isDone()) {
                forward(callNow(name, call), result);
            }
        }));
        advance(client);
        return observed.end(name, begun, limited);
    }

    private static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, fault) -> {
            if (fault == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(fault);
            }
        });
    }

    /** Makes a call without an event now. */
    <T> CompletableFuture<T> call(String name, Supplier<CompletableFuture<T>> call) {
        return observed.end(name, observed.begin(), callNow(name, call));
    }

    private <T> CompletableFuture<T> callNow(String name, Supplier<CompletableFuture<T>> call) {
        if (closed) {
            return CompletableFuture.failedFuture(EngineCalls.closed());
        }
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return calls.threw(name, e);
        }
    }

    /** Announces the end of a session, on the executor, after the operations of the session that are under way. */
    void announceEnd(ClientId client, Runnable announcement) {
        announce(client, ClientOperation.Notice.ofEnd(announcement));
    }

    /** Announces something, on the executor, after the operations of the session that are under way. */
    void announce(ClientId client, Runnable announcement) {
        announce(client, ClientOperation.Notice.of(announcement));
    }

    /** Nothing of the host runs on the thread that calls this: it may be the scheduler's, or the engine's own. */
    private void announce(ClientId client, ClientOperation notice) {
        if (closed) {
            return;
        }
        add(client, notice);
        try {
            executor.execute(() -> advance(client));
        } catch (RejectedExecutionException e) {
            LOG.debug("The executor is shut down; the end of a session is not announced");
        }
    }

    private ClientOperations add(ClientId client, ClientOperation operation) {
        return operations.compute(client, (same, known) -> {
            if (known == null) {
                return new ClientOperations(operation);
            }
            known.add(operation);
            return known;
        });
    }

    private void advance(ClientId client) {
        ClientOperations queue = operations.get(client);
        if (queue != null) {
            advance(client, queue);
        }
    }

    /** Calls and announces what can be called and announced now, of a session or of an operation without one. */
    void advance(@Nullable ClientId client, ClientOperations queue) {
        queue.advance();
        if (client != null && queue.isEmpty()) {
            operations.computeIfPresent(client, (same, known) -> known.isEmpty() ? null : known);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** {@return false if this was closed before} */
    synchronized boolean close() {
        boolean closes = !closed;
        closed = true;
        return closes;
    }

    /** Fails everything that is under way, after the engine has closed. */
    void failAll() {
        calls.close();
    }
}
