package io.faye.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A TCP proxy in front of a server, which cuts connections where it is told to. */
final class FaultProxy implements AutoCloseable {

    /** What becomes of the bytes at which the proxy cuts. */
    enum Cut {
        /** The server never gets the request. */
        REQUEST_LOST,
        /** The server has answered, the client gets nothing of it. */
        RESPONSE_LOST,
        /** The client gets the first half of what the server wrote. */
        RESPONSE_TORN
    }

    private record Order(Cut cut, String text, CompletableFuture<Void> done) {}

    private final ServerSocket listener;
    private final int target;
    private final String refused;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Order> order = new AtomicReference<>();

    FaultProxy(int target) {
        this(target, "");
    }

    /** Also cuts each connection on which a request passes that has a text. */
    FaultProxy(int target, String refused) {
        this.target = target;
        this.refused = refused;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("proxy", this::acceptAll);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/faye");
    }

    /** Cuts the connection on which next a request or response with the text passes. {@return completes then} */
    CompletableFuture<Void> cutNext(Cut cut, String text) {
        Order next = new Order(cut, text, new CompletableFuture<>());
        order.set(next);
        return next.done();
    }

    void cutAll() {
        sockets.forEach(FaultProxy::close);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connect(client);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            start("proxy requests", () -> copy(true, client, server));
            start("proxy responses", () -> copy(false, server, client));
        } catch (IOException serverAway) {
            close(client);
        }
    }

    private void copy(boolean request, Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                int passing = passing(request, new String(buffer, 0, read, ISO_8859_1));
                out.write(buffer, 0, passing);
                if (passing < read) {
                    return;
                }
            }
        } catch (IOException cut) {
            // So does this direction.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private int passing(boolean request, String text) {
        if (request && !refused.isEmpty() && text.contains(refused)) {
            return 0;
        }
        Order current = order.get();
        if (current == null
                || (current.cut() == Cut.REQUEST_LOST) != request
                || !text.contains(current.text())
                || !order.compareAndSet(current, null)) {
            return text.length();
        }
        current.done().complete(null);
        return current.cut() == Cut.RESPONSE_TORN ? text.length() / 2 : 0;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutAll();
        }
    }
}
