package io.faye.benchmark.load;

import java.util.concurrent.CompletableFuture;

/** A Bayeux client of the plainest sort: one request at a time, and a connect that is always open once it began. */
final class LoadClient implements Wire.Receiver {

    private static final String HANDSHAKE = "{\"id\":\"1\",\"channel\":\"/meta/handshake\",\"version\":\"1.0\","
            + "\"supportedConnectionTypes\":[\"websocket\",\"long-polling\"]}";

    private final Ledger ledger;
    private final Scan.Delivered delivered;
    private CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private CompletableFuture<Wire> wire = new CompletableFuture<>();
    private String session = "";
    private int lastId = 1;
    private boolean connected;
    private boolean leaving;

    private LoadClient(Ledger ledger, Scan.Delivered delivered) {
        this.ledger = ledger;
        this.delivered = delivered;
    }

    /** Opens a wire; what is delivered over it goes to the listener, what is refused into the ledger. */
    static CompletableFuture<LoadClient> open(Wire.Opener opener, Ledger ledger, Scan.Delivered delivered) {
        LoadClient client = new LoadClient(ledger, delivered);
        client.wire = opener.open(client);
        return client.wire.thenApply(opened -> client);
    }

    CompletableFuture<Void> handshake() {
        return ask(HANDSHAKE).thenAccept(reply -> session = Scan.clientId(reply));
    }

    CompletableFuture<Void> subscribe(String channel) {
        return ask(message("/meta/subscribe", "\"subscription\":\"" + channel + "\""))
                .thenAccept(reply -> {});
    }

    CompletableFuture<Void> disconnect() {
        return ask(message("/meta/disconnect", "\"ext\":null")).thenAccept(reply -> {});
    }

    /** Keeps a connect open from now on. */
    void connect() {
        connected = true;
        send(message("/meta/connect", "\"connectionType\":\"" + wire().connectionType() + "\""));
    }

    /** Publishes, without waiting for the reply. */
    void publish(String channel, String data) {
        send(message(channel, "\"data\":" + data));
    }

    /** Ends the session and the connection. What happens to either is of no interest any more. */
    void leave() {
        leaving = true;
        connected = false;
        send(message("/meta/disconnect", "\"ext\":null"));
        wire().close();
    }

    private CompletableFuture<byte[]> ask(String request) {
        answer = new CompletableFuture<>();
        send(request);
        return answer;
    }

    private void send(String request) {
        wire().send(request);
    }

    private Wire wire() {
        return wire.join();
    }

    private String message(String channel, String more) {
        return "{\"id\":\"" + ++lastId + "\",\"channel\":\"" + channel + "\",\"clientId\":\"" + session + "\"," + more
                + "}";
    }

    @Override
    public void text(byte[] text) {
        if (Scan.has(text, Scan.REFUSED)) {
            ledger.refused();
        }
        Scan.deliveries(text, delivered);
        if (!connected) {
            answer.complete(text);
        } else if (Scan.has(text, Scan.CONNECT)) {
            connect();
        }
    }

    @Override
    public void closed() {
        answer.completeExceptionally(new IllegalStateException("The server closed the connection"));
        if (!leaving) {
            ledger.refused();
        }
    }
}
