package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A TCP proxy in front of the server that cuts connections when it is told to. */
final class CuttingProxy implements AutoCloseable {

    private record Order(Cut cut, String text, CompletableFuture<Void> done) {}

    private final ServerSocket listener;
    private final int target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Order> order = new AtomicReference<>();

    CuttingProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("proxy listener", this::acceptAll);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/faye");
    }

    /** Cuts the connection on which next a request or response with the text passes; {@return when that is done} */
    CompletableFuture<Void> cutNext(Cut cut, String text) {
        Order next = new Order(cut, text, new CompletableFuture<>());
        order.set(next);
        return next.done();
    }

    /** Cuts every connection and returns when the server has noticed. */
    void cutAll() {
        connections.forEach(ProxiedConnection::hangUp);
    }

    /** {@return how many of the bytes may pass; fewer than there are if the connection is to be cut here} */
    int passes(boolean request, byte[] bytes, int length) {
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

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(ProxiedConnection::close);
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                accept(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void accept(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            connections.add(new ProxiedConnection(this, client, server));
        } catch (IOException serverAway) {
            client.close();
        }
    }
}
