package io.faye.interop;

import io.faye.client.FayeClientBuilder;
import io.faye.client.RefusedException;
import io.faye.client.Subscription;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Our client for Java programs. */
final class JavaClient implements InteropClient {

    private final Transport transport;
    private final io.faye.client.FayeClient client;
    private final Inbox inbox;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    JavaClient(URI url, Transport transport, Inbox inbox) {
        this.transport = transport;
        this.inbox = inbox;
        this.client = builder(url, transport).build();
        Limits.await("the connection of a Java client", client.connect());
    }

    static FayeClientBuilder builder(URI url, Transport transport) {
        FayeClientBuilder builder = io.faye.client.FayeClient.builder(url).retry(Duration.ofMillis(100));
        return transport == Transport.WEBSOCKET ? builder : builder.withoutWebSocket();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public CompletableFuture<Outcome> trySubscribe(String pattern) {
        return outcome(client.subscribe(pattern, Object.class, inbox::add)
                .thenAccept(subscription -> subscriptions.put(pattern, subscription)));
    }

    @Override
    public CompletableFuture<Outcome> tryUnsubscribe(String pattern) {
        return outcome(subscriptions.remove(pattern).cancel());
    }

    @Override
    public CompletableFuture<Outcome> tryPublish(String channel, Object data) {
        return outcome(client.publish(channel, data));
    }

    private static CompletableFuture<Outcome> outcome(CompletableFuture<?> stage) {
        return stage.handle((done, fault) -> fault == null ? Outcome.ACCEPTED : new Outcome(error(fault)));
    }

    /** {@return what the server has said, or what went wrong} */
    static String error(Throwable fault) {
        Throwable cause = fault.getCause() == null || fault instanceof RefusedException ? fault : fault.getCause();
        return cause instanceof RefusedException refusal ? refusal.error() : cause.toString();
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void disconnect() {
        client.close();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "Java client by " + transport;
    }
}
