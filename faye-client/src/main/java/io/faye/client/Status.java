package io.faye.client;

import io.faye.client.ClientListener.Connection;
import io.faye.protocol.ChannelPattern;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application's listener and the log whether the client is connected. Used on the client's loop only. */
final class Status {

    private static final Logger LOG = LoggerFactory.getLogger(FayeClient.class);

    private final URI uri;
    private final ClientListener listener;
    private final Executor listening;
    private boolean warned;

    Status(URI uri, ClientListener listener, Executor listening) {
        this.uri = uri;
        this.listener = listener;
        this.listening = listening;
    }

    void connecting() {
        tell(ClientListener::connecting);
    }

    void connected(Connection connection) {
        warned = false;
        LOG.info("Connected (uri={}, transport={}, session={})", uri, connection.transport(), connection.session());
        tell(told -> told.connected(connection));
    }

    /** The log has one line for each time that the connection is lost. */
    void waiting(FayeClientException reason, Duration delay) {
        if (warned) {
            LOG.debug(
                    "Not connected yet; trying again in {} ms (uri={}, reason={})",
                    delay.toMillis(),
                    uri,
                    reason.getMessage());
        } else {
            LOG.warn(
                    "Not connected; trying again in {} ms (uri={}, reason={})",
                    delay.toMillis(),
                    uri,
                    reason.getMessage());
        }
        warned = true;
        tell(told -> told.waiting(reason, delay));
    }

    void lost(ChannelPattern pattern, FayeClientException reason) {
        LOG.warn(
                "The server refused to restore a subscription; it is given up (uri={}, pattern={}, reason={})",
                uri,
                pattern,
                reason.getMessage());
        tell(told -> told.subscriptionLost(pattern, reason));
    }

    void closed(ClientClosedException reason) {
        LOG.info("Closed (uri={}, reason={})", uri, reason.getMessage());
        tell(told -> told.closed(reason));
    }

    private void tell(Consumer<ClientListener> event) {
        listening.execute(() -> {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "Listener failed; continuing (listener={})",
                        listener.getClass().getName(),
                        e);
            }
        });
    }
}
