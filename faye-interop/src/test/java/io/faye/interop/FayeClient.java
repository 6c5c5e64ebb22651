package io.faye.interop;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The npm package {@code faye}, as a client. */
final class FayeClient implements InteropClient {

    private final NodeFaye node;
    private final Transport transport;
    private final Inbox inbox;
    private final String name;

    FayeClient(NodeFaye node, URI url, Transport transport, Inbox inbox) {
        this.node = node;
        this.transport = transport;
        this.inbox = inbox;
        this.name = node.register(inbox);
        Limits.await(
                "opening a Faye client",
                node.call(Map.of(
                        "op", "open", "client", name, "url", url.toString(), "transport", transport.wireName())));
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public CompletableFuture<Outcome> trySubscribe(String pattern) {
        return node.call(Map.of("op", "subscribe", "client", name, "channel", pattern));
    }

    @Override
    public CompletableFuture<Outcome> tryUnsubscribe(String pattern) {
        return node.call(Map.of("op", "unsubscribe", "client", name, "channel", pattern));
    }

    @Override
    public CompletableFuture<Outcome> tryPublish(String channel, Object data) {
        return node.call(Map.of("op", "publish", "client", name, "channel", channel, "data", data));
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void disconnect() {
        Limits.await("the reply to disconnect", node.call(Map.of("op", "disconnect", "client", name)));
    }

    @Override
    public void close() {
        Limits.await("closing a Faye client", node.call(Map.of("op", "close", "client", name)));
    }

    @Override
    public String toString() {
        return "Faye client by " + transport;
    }
}
