package io.faye.interop;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSession.Extension;
import org.cometd.bayeux.client.ClientSessionChannel.MessageListener;
import org.cometd.client.BayeuxClient;
import org.cometd.client.BayeuxClient.BackOffStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CometD's Java client. After a new handshake it subscribes again, which CometD leaves to the application. */
final class CometdClient implements InteropClient {

    private static final Logger LOG = LoggerFactory.getLogger(CometdClient.class);

    private static final long RETRY_MILLIS = 100;

    private final Transport transport;
    private final CometdTransport wire;
    private final BayeuxClient client;
    private final Inbox inbox;
    private final Set<String> patterns = ConcurrentHashMap.newKeySet();
    private final MessageListener listener;

    CometdClient(URI url, Transport transport, Inbox inbox, Extension... extensions) {
        this.transport = transport;
        this.inbox = inbox;
        this.wire = new CometdTransport(transport);
        this.client = new BayeuxClient(url.toString(), wire.clientTransport());
        this.listener = new CometdListener(inbox);
        client.setBackOffStrategy(new BackOffStrategy.Constant(RETRY_MILLIS));
        Set.of(extensions).forEach(client::addExtension);
        open();
    }

    private void open() {
        CompletableFuture<Outcome> handshaken = new CompletableFuture<>();
        client.getChannel(Channel.META_HANDSHAKE).addListener((MessageListener) (channel, reply) -> {
            if (reply.isSuccessful()) {
                patterns.forEach(pattern -> client.getChannel(pattern).subscribe(listener));
                handshaken.complete(Outcome.ACCEPTED);
            }
        });
        client.handshake();
        Limits.await("the handshake of a CometD client", handshaken);
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public CompletableFuture<Outcome> trySubscribe(String pattern) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        patterns.add(pattern);
        client.getChannel(pattern).subscribe(listener, reply -> outcome.complete(outcome(reply)));
        return outcome;
    }

    @Override
    public CompletableFuture<Outcome> tryUnsubscribe(String pattern) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        patterns.remove(pattern);
        client.getChannel(pattern).unsubscribe(listener, reply -> outcome.complete(outcome(reply)));
        return outcome;
    }

    @Override
    public CompletableFuture<Outcome> tryPublish(String channel, Object data) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.getChannel(channel).publish(data, reply -> outcome.complete(outcome(reply)));
        return outcome;
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void disconnect() {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.disconnect(reply -> outcome.complete(outcome(reply)));
        Limits.await("the reply to disconnect", outcome);
    }

    @Override
    public void close() {
        try {
            client.abort();
        } catch (NullPointerException e) {
            // Jetty 12's HttpExchange.abort, if the exchange completes at the same time: seen once. Nothing is left to
            // abort.
            LOG.debug("The client was done already", e);
        }
        wire.close();
    }

    @Override
    public String toString() {
        return "CometD client by " + transport;
    }

    private static Outcome outcome(Message reply) {
        if (reply.isSuccessful()) {
            return Outcome.ACCEPTED;
        }
        Object error = reply.get(Message.ERROR_FIELD);
        return new Outcome(error == null ? String.valueOf(reply.get("failure")) : error.toString());
    }
}
