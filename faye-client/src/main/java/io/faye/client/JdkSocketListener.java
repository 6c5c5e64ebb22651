package io.faye.client;

import io.faye.client.spi.ClientNetwork.SocketListener;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of messages together. */
final class JdkSocketListener implements WebSocket.Listener {

    private static final int MOST_CHARACTERS = 64 << 20;

    private final SocketListener listener;
    private final StringBuilder message = new StringBuilder();

    JdkSocketListener(SocketListener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
        message.append(piece);
        if (message.length() > MOST_CHARACTERS) {
            socket.abort();
            listener.closed("the server sent a message of more than " + MOST_CHARACTERS + " characters");
            return null;
        }
        if (last) {
            String text = message.toString();
            message.setLength(0);
            listener.received(text);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        listener.closed("the server closed the WebSocket with " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
        listener.closed(Faults.text(Faults.cause(fault)));
    }
}
