package io.faye.client.okhttp;

import io.faye.client.spi.ClientNetwork.Socket;
import io.faye.client.spi.ClientNetwork.SocketListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** One WebSocket of OkHttp. */
final class OkHttpSocket extends WebSocketListener implements Socket {

    private static final int NORMAL_CLOSURE = 1000;

    private final SocketListener listener;
    private final CompletableFuture<Socket> opened = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable WebSocket socket;

    OkHttpSocket(SocketListener listener) {
        this.listener = listener;
    }

    /** {@return this WebSocket when it is open; fails if there is none} */
    CompletableFuture<Socket> opened() {
        return opened;
    }

    @Override
    public void onOpen(WebSocket open, Response response) {
        socket = open;
        if (!opened.complete(this)) {
            open.cancel();
        }
    }

    @Override
    public void onMessage(WebSocket open, String text) {
        listener.received(text);
    }

    @Override
    public void onClosing(WebSocket open, int code, String reason) {
        open.close(NORMAL_CLOSURE, null);
        ended("the server closed the WebSocket with " + code + (reason.isEmpty() ? "" : " " + reason));
    }

    @Override
    public void onFailure(WebSocket open, Throwable fault, @Nullable Response response) {
        Throwable readable =
                response == null ? fault : new IOException("no WebSocket, but HTTP " + response.code(), fault);
        if (!opened.completeExceptionally(readable)) {
            ended(fault.getMessage() == null ? fault.toString() : fault.getMessage());
        }
    }

    private void ended(String reason) {
        if (closed.compareAndSet(false, true)) {
            listener.closed(reason);
        }
    }

    @Override
    public CompletableFuture<?> send(String text) {
        WebSocket open = socket;
        return open != null && open.send(text)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IOException("the WebSocket is closed, or its queue is full"));
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.close(NORMAL_CLOSURE, null);
        }
    }
}
