package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A proxy that cuts connections when it is told to. */
final class CuttingProxy implements AutoCloseable {

    private record Order(Cut cut, String text, CompletableFuture<Void> done) {}

    private final AtomicReference<Order> order = new AtomicReference<>();
    private final Proxy proxy;

    CuttingProxy(int target) {
        proxy = new Proxy(target, () -> this::passes);
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

    /** Cuts every connection and returns when the server has noticed. */
    void cutAll() {
        proxy.cutAll();
    }

    @Override
    public void close() {
        proxy.close();
    }

    private int passes(boolean request, byte[] bytes, int length) {
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
