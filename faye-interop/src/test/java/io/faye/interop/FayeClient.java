package io.faye.interop;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The npm package or the gem {@code faye}, or the npm package {@code cometd}, as a client. */
final class FayeClient implements InteropClient {

    private final FayeDriver driver;
    private final Transport transport;
    private final Inbox inbox;
    private final String name;

    FayeClient(FayeDriver driver, URI url, Transport transport, Inbox inbox) {
        this(driver, url, transport, inbox, Map.of());
    }

    /** Opens a client that sends members of {@code ext} with every message. */
    FayeClient(FayeDriver driver, URI url, Transport transport, Inbox inbox, Map<String, Object> ext) {
        this.driver = driver;
        this.transport = transport;
        this.inbox = inbox;
        this.name = driver.register(inbox);
        Limits.await(
                "opening a Faye client",
                driver.call(Map.of(
                        "op",
                        "open",
                        "client",
                        name,
                        "url",
                        url.toString(),
                        "transport",
                        transport.wireName(),
                        "ext",
                        ext)));
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public CompletableFuture<Outcome> trySubscribe(String pattern) {
        return driver.call(Map.of("op", "subscribe", "client", name, "channel", pattern));
    }

    @Override
    public CompletableFuture<Outcome> tryUnsubscribe(String pattern) {
        return driver.call(Map.of("op", "unsubscribe", "client", name, "channel", pattern));
    }

    @Override
    public CompletableFuture<Outcome> tryPublish(String channel, Object data) {
        return driver.call(Map.of("op", "publish", "client", name, "channel", channel, "data", data));
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void disconnect() {
        Limits.await("the reply to disconnect", driver.call(Map.of("op", "disconnect", "client", name)));
    }

    @Override
    public void close() {
        Limits.await("closing a Faye client", driver.call(Map.of("op", "close", "client", name)));
    }

    @Override
    public String toString() {
        return "Faye client by " + transport;
    }
}
