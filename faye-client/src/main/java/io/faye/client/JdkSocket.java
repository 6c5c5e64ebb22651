package io.faye.client;

import io.faye.client.spi.ClientNetwork.Socket;
import io.faye.client.spi.ClientNetwork.SocketListener;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the JDK. It is pinged, because no system tells of a connection that is silently gone, and the JDK's (17 to 25)
 * does not tell of one that ends while it hands over a message. So it is also pinged after messages, and again each second
 * until a pong comes: over a connection that has ended the second ping fails.
 */
final class JdkSocket implements Socket, WebSocket.Listener {

    private static final int MOST_CHARACTERS = 64 << 20;
    private static final long TICK_SECONDS = 1;
    private static final int TICKS_TO_PING = 5;
    private static final long CLOSE_SECONDS = 2;

    private final SocketListener listener;
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private CompletableFuture<?> last = open;
    private @Nullable Future<?> ticking;
    /** Ticks since something came. */
    private final AtomicInteger silence = new AtomicInteger();
    /** Whether a message came since the last ping. */
    private volatile boolean busy;
    /** Whether nothing came since the last ping. */
    private volatile boolean pinged;

    JdkSocket(SocketListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
        ticking = ClientThreads.TIMER.scheduleWithFixedDelay(
                () -> tick(socket), TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        open.complete(socket);
    }

    private void tick(WebSocket socket) {
        int ticks = silence.incrementAndGet();
        if (pinged && ticks > 2 * TICKS_TO_PING) {
            ClientThreads.POOL.execute(() -> fail(socket, "no pong within " + TICKS_TO_PING + " s"));
        } else if (pinged || busy || ticks == TICKS_TO_PING) {
            busy = false;
            pinged = true;
            ClientThreads.POOL.execute(() -> ping(socket));
        }
    }

    private void ping(WebSocket socket) {
        socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, fault) -> {
            if (fault != null) {
                fail(socket, Faults.text(Faults.cause(fault)));
            }
        });
    }

    private void heard() {
        silence.set(0);
        pinged = false;
    }

    private void fail(WebSocket socket, String reason) {
        stopTicking();
        socket.abort();
        listener.closed(reason);
    }

    private synchronized void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean end) {
        heard();
        busy = true;
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
        heard();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        stopTicking();
        listener.closed("the server closed the WebSocket with " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
        stopTicking();
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
        stopTicking();
        last.handle((sent, fault) -> open.thenAccept(socket -> {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            // A server that does not answer the close would keep the connection for ever.
            ClientThreads.TIMER.schedule(socket::abort, CLOSE_SECONDS, TimeUnit.SECONDS);
        }));
    }
}
