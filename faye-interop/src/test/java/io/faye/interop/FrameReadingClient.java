package io.faye.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/**
 * A small model of clients for phones that take one message of each frame. As these do, it sends each message alone and outside of an
 * array, requests of the protocol without an id, connects again after each reply to a connect, and delivers only objects.
 */
final class FrameReadingClient implements AutoCloseable {

    private static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"minimumVersion\":\"1.0beta\","
                    + "\"supportedConnectionTypes\":[\"long-polling\",\"callback-polling\",\"iframe\",\"websocket\"]}";

    private final FrameReader reader;
    private final String channel;
    private final RawWebSocket socket;
    private final Inbox inbox;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private volatile String clientId = "";
    private volatile String fault = "";

    private FrameReadingClient(FrameReader reader, ServerProcess server, String channel) {
        this.reader = reader;
        this.channel = channel;
        this.socket = RawWebSocket.open(server.port());
        this.inbox = new Inbox(() -> this + "\n" + server.story());
    }

    /** {@return a client that is subscribed to a channel} */
    static FrameReadingClient open(FrameReader reader, ServerProcess server, String channel) {
        FrameReadingClient client = new FrameReadingClient(reader, server, channel);
        Thread thread = new Thread(client::readFrames, "frames of " + reader);
        thread.setDaemon(true);
        thread.start();
        client.send(HANDSHAKE);
        Limits.await("the subscription of " + reader, client.subscribed);
        return client;
    }

    /** {@return the numbers of the objects that were delivered} */
    Inbox inbox() {
        return inbox;
    }

    /** {@return a message with a number in an object, as these clients want it} */
    static String message(String channel, int number) {
        return "{\"channel\":\"" + channel + "\",\"data\":{\"number\":" + number + "}}";
    }

    void publish(int number) {
        send(message(channel, number)
                .replaceFirst("}$", ",\"clientId\":\"" + clientId + "\",\"id\":\"" + number + "\"}"));
    }

    private void readFrames() {
        try {
            for (RawWebSocket.Frame frame = socket.receive();
                    frame.opcode() == RawWebSocket.TEXT;
                    frame = socket.receive()) {
                reader.taken(WireJson.parse(frame.text()), channel).ifPresent(this::take);
            }
        } catch (RuntimeException | AssertionError e) {
            // The end of the connection is one; what was missed until then shows in the inbox.
            fault = " until " + e;
            subscribed.completeExceptionally(e);
        }
    }

    private void take(JsonNode message) {
        switch (message.path("channel").asText()) {
            case "/meta/handshake" -> {
                clientId = message.path("clientId").asText();
                connect();
                send(BayeuxMessages.subscribe(clientId, channel));
            }
            case "/meta/connect" -> connect();
            case "/meta/subscribe" -> subscribed.complete(null);
            default -> inbox.add(message.path("data").path("number").longValue());
        }
    }

    private void connect() {
        send("{\"channel\":\"/meta/connect\",\"clientId\":\"" + clientId + "\",\"connectionType\":\"websocket\""
                + reader.connectFields() + "}");
    }

    private synchronized void send(String message) {
        socket.send(message);
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public String toString() {
        return "A client that reads as " + reader + fault;
    }
}
