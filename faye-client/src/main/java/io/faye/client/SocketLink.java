package io.faye.client;

import io.faye.client.spi.ClientNetwork.Socket;
import io.faye.client.spi.ClientNetwork.SocketListener;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Everything over one WebSocket. */
final class SocketLink implements Link, SocketListener {

    private final Endpoint endpoint;
    private final Loop loop;
    private final Receiver receiver;
    private @Nullable Socket socket;
    private boolean closed;

    SocketLink(Endpoint endpoint, Loop loop, Receiver receiver) {
        this.endpoint = endpoint;
        this.loop = loop;
        this.receiver = receiver;
    }

    /** {@return this link, on the loop, when its WebSocket is open} */
    CompletionStage<Link> open(Duration limit) {
        CompletableFuture<Socket> opening = endpoint.network()
                .open(endpoint.webSocketUri(), endpoint.headers().get(), this);
        CompletableFuture<Link> open = new CompletableFuture<>();
        FayeClientException late = new FayeClientException("No WebSocket within " + limit.toMillis() + " ms", null);
        Loop.Timeout timer = loop.after(limit, () -> {
            opening.cancel(true);
            open.completeExceptionally(late);
        });
        opening.whenCompleteAsync(
                (opened, fault) -> {
                    timer.cancel();
                    if (fault != null) {
                        open.completeExceptionally(Faults.ofNetwork(endpoint.webSocketUri(), fault));
                        return;
                    }
                    socket = opened;
                    if (!open.complete(this)) {
                        opened.close();
                    }
                },
                loop);
        return open;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.WEBSOCKET;
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public CompletionStage<?> send(List<Message> messages, Duration limit) {
        if (closed || socket == null) {
            return CompletableFuture.failedFuture(new FayeClientException("The WebSocket is closed", null));
        }
        String text = new String(MessageCodec.encode(messages), StandardCharsets.UTF_8);
        return socket.send(text)
                .handleAsync(
                        (sent, fault) -> {
                            if (fault != null) {
                                throw Faults.ofNetwork(endpoint.webSocketUri(), fault);
                            }
                            return null;
                        },
                        loop);
    }

    @Override
    public void received(String text) {
        try {
            List<Message> messages = Endpoint.decode(text.getBytes(StandardCharsets.UTF_8));
            loop.execute(() -> {
                if (!closed) {
                    receiver.received(messages);
                }
            });
        } catch (MalformedMessageException e) {
            closed("the server sent something else than messages: " + e.getMessage());
        }
    }

    @Override
    public void closed(String reason) {
        loop.execute(() -> {
            if (!closed) {
                receiver.lost(this, new FayeClientException("Connection lost: " + reason, null));
            }
        });
    }

    /** What still comes would come again on the next connection. */
    @Override
    public void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }
}
