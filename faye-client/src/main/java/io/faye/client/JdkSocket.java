package io.faye.client;

import io.faye.client.spi.ClientNetwork.Socket;
import io.faye.client.spi.ClientNetwork.SocketListener;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the JDK. It is pinged, because the JDK's (17) does not tell of a connection that ends inside of a message,
 * and because no system tells of one that is silently gone.
 */
final class JdkSocket implements Socket, WebSocket.Listener {

    private static final int MOST_CHARACTERS = 64 << 20;
    private static final long PING_SECONDS = 5;
    private static final long CLOSE_SECONDS = 2;

    private final SocketListener listener;
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private CompletableFuture<?> last = open;
    private @Nullable Future<?> pinging;
    private volatile boolean heard = true;

    JdkSocket(SocketListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
        pinging = ClientThreads.TIMER.scheduleWithFixedDelay(
                () -> ClientThreads.POOL.execute(() -> ping(socket)), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        open.complete(socket);
    }

    private void ping(WebSocket socket) {
        if (!heard) {
            fail(socket, "no pong within " + PING_SECONDS + " s");
            return;
        }
        heard = false;
        socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, fault) -> {
            if (fault != null) {
                fail(socket, Faults.text(Faults.cause(fault)));
            }
        });
    }

    private void fail(WebSocket socket, String reason) {
        stopPinging();
        socket.abort();
        listener.closed(reason);
    }

    private synchronized void stopPinging() {
        if (pinging != null) {
            pinging.cancel(false);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean end) {
        heard = true;
        message.append(piece);
        if (message.length() > MOST_CHARACTERS) {
            fail(socket, "the server sent a message of more than " + MOST_CHARACTERS + " characters");
        } else if (end) {
            String text = message.toString();
            message.setLength(0);
            listener.received(text);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
        heard = true;
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        stopPinging();
        listener.closed("the server closed the WebSocket with " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
        stopPinging();
        listener.closed(Faults.text(Faults.cause(fault)));
    }

    /** The JDK's takes one message at a time. */
    @Override
    public synchronized CompletableFuture<?> send(String text) {
        last = last.thenCompose(before -> open).thenCompose(socket -> socket.sendText(text, true));
        return last;
    }

    @Override
    public synchronized void close() {
        stopPinging();
        last.handle((sent, fault) -> open.thenAccept(socket -> {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            // A server that does not answer the close would keep the connection for ever.
            ClientThreads.TIMER.schedule(socket::abort, CLOSE_SECONDS, TimeUnit.SECONDS);
        }));
    }
}
