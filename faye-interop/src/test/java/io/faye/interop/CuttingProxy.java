package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A proxy that cuts connections when it is told to. */
final class CuttingProxy implements AutoCloseable {

    /** A request with a text that is to pass on a connection that was opened after so many cuts. */
    private record Awaited(int cuts, String text, CompletableFuture<Void> passed) {}

    private record Order(Cut cut, String text, CompletableFuture<Void> done) {}

    private final AtomicReference<Order> order = new AtomicReference<>();
    private final AtomicReference<Awaited> awaited = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Proxy proxy;

    CuttingProxy(int target) {
        proxy = new Proxy(target, () -> {
            int before = cuts.get();
            return (request, bytes, length) -> passes(before, request, bytes, length);
        });
    }

    URI url() {
        return proxy.url();
    }

    /** Cuts the connection on which next a request or response with the text passes; {@return when that is done} */
    CompletableFuture<Void> cutNext(Cut cut, String text) {
        Order next = new Order(cut, text, new CompletableFuture<>());
        order.set(next);
        return next.done();
    }

    /** Cuts every connection; {@return when a request with the text passes on a new one} WebSockets mask theirs. */
    CompletableFuture<Void> cutAllUntil(String text) {
        Awaited next = new Awaited(cuts.get() + 1, text, new CompletableFuture<>());
        awaited.set(next);
        cutAll();
        return next.passed();
    }

    /** Cuts every connection and returns when the server has noticed. */
    void cutAll() {
        cuts.incrementAndGet();
        proxy.cutAll();
    }

    @Override
    public void close() {
        proxy.close();
    }

    private int passes(int cutsBefore, boolean request, byte[] bytes, int length) {
        Awaited expected = awaited.get();
        if (request
                && expected != null
                && cutsBefore >= expected.cuts()
                && new String(bytes, 0, length, ISO_8859_1).contains(expected.text())) {
            expected.passed().complete(null);
        }
        Order current = order.get();
        if (current == null
                || current.cut().concernsRequests() != request
                || !new String(bytes, 0, length, ISO_8859_1).contains(current.text())
                || !order.compareAndSet(current, null)) {
            return length;
        }
        current.done().complete(null);
        return current.cut().passes(length);
    }
}
