package io.faye.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A TCP proxy in front of the server. */
final class Proxy implements AutoCloseable {

    /** Looks at all that passes on one connection. */
    interface Passage {

        /** {@return how many of the bytes may pass; fewer than there are if the connection is to be cut here} */
        int passes(boolean request, byte[] bytes, int length);
    }

    private final ServerSocket listener;
    private final IntSupplier targets;
    private final Supplier<Passage> passages;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    Proxy(int target, Supplier<Passage> passages) {
        this(() -> target, passages);
    }

    /** Leads each connection to the port that is given for it. */
    Proxy(IntSupplier targets, Supplier<Passage> passages) {
        this.targets = targets;
        this.passages = passages;
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

    /** Cuts every connection and returns when the server has noticed. */
    void cutAll() {
        connections.forEach(ProxiedConnection::hangUp);
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
            Socket server = new Socket(InetAddress.getLoopbackAddress(), targets.getAsInt());
            connections.add(new ProxiedConnection(passages.get(), client, server));
        } catch (IOException serverAway) {
            client.close();
        }
    }
}
