package io.faye.interop;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Our client for Java programs, which asks its application for a token before each handshake. */
final class JavaTokenClient implements TokenClient {

    private final Transport transport;
    private final URI url;
    private final Inbox inbox;
    private io.faye.client.FayeClient client;

    JavaTokenClient(Transport transport, URI url, ServerProcess server) {
        this.transport = transport;
        this.url = url;
        this.inbox = new Inbox(server::story);
        this.client = open("");
    }

    private io.faye.client.FayeClient open(String token) {
        var builder = JavaClient.builder(url, transport);
        return (token.isEmpty() ? builder : builder.token(() -> token)).build();
    }

    /** With a new client: one that was refused goes on trying. */
    @Override
    public String enter(String token) {
        client.close();
        client = open(token);
        return error("the handshake", client.connect());
    }

    @Override
    public String subscribe(String pattern) {
        return error("subscribe to " + pattern, client.subscribe(pattern, Object.class, inbox::add));
    }

    @Override
    public String publish(String channel, String data) {
        return error("publish to " + channel, client.publish(channel, data));
    }

    private static String error(String what, CompletableFuture<?> stage) {
        return Limits.await(
                "the reply to " + what, stage.handle((done, fault) -> fault == null ? "" : JavaClient.error(fault)));
    }

    @Override
    public void receives(String... expected) {
        inbox.receives((Object[]) expected);
    }

    @Override
    public void close() {
        client.close();
    }
}
