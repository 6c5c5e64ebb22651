package io.faye.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A client with {@code ack} that goes on to another server after a short time, whatever is under way. */
final class Hopper implements Runnable {

    private static final int SHORTEST_STAY_MILLIS = 200;
    private static final int LONGEST_STAY_MILLIS = 400;
    private static final String HANDSHAKE = BayeuxMessages.HANDSHAKE.replaceFirst("}$", ",\"ext\":{\"ack\":true}}");

    private final Service service;
    private final String channel;
    private final Random random;
    private final String client;
    private final List<Object> received = new ArrayList<>();
    private long acknowledged;
    private int hops;
    private volatile boolean goesOn = true;
    private volatile String fault = "";

    Hopper(Service service, String channel, long seed) {
        this.service = service;
        this.channel = channel;
        this.random = new Random(seed);
        try (RawHttp http = new RawHttp(service.server(random.nextInt(3)).port())) {
            client = WireJson.issuedClientId(http.post(HANDSHAKE).body()).orElseThrow();
            String reply = http.post(BayeuxMessages.subscribe(client, channel)).body();
            if (!reply.contains("\"successful\":true")) {
                throw new AssertionError("The subscription was refused: " + reply);
            }
        }
    }

    @Override
    public void run() {
        try {
            while (goesOn && fault.isEmpty()) {
                stay(service.server(hops + 1 + random.nextInt(2)).port());
                hops++;
            }
        } catch (RuntimeException | AssertionError e) {
            fault = client + ": " + e;
        }
    }

    private void stay(int port) {
        long end = System.nanoTime() + nanos();
        try (RawWebSocket socket = RawWebSocket.open(port)) {
            connect(socket);
            for (long left = end - System.nanoTime(); left > 1_000_000; left = end - System.nanoTime()) {
                if (socket.socket().hears(Duration.ofNanos(left)) && receive(socket)) {
                    connect(socket);
                }
            }
        }
    }

    private long nanos() {
        return (SHORTEST_STAY_MILLIS + random.nextInt(LONGEST_STAY_MILLIS - SHORTEST_STAY_MILLIS)) * 1_000_000L;
    }

    private void connect(RawWebSocket socket) {
        socket.send("{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                + "\",\"connectionType\":\"websocket\",\"ext\":{\"ack\":" + acknowledged + "}}");
    }

    /** {@return whether the connect was answered} */
    private boolean receive(RawWebSocket socket) {
        RawWebSocket.Frame frame = socket.receive();
        if (frame.opcode() != RawWebSocket.TEXT) {
            throw new AssertionError("Expected an answer, but got " + frame);
        }
        boolean answered = false;
        for (JsonNode message : WireJson.parse(frame.text())) {
            if (message.path("channel").asText().equals(channel)) {
                add(message.path("data").asLong());
            } else if (message.path("channel").asText().equals("/meta/connect")) {
                if (!message.path("successful").asBoolean()) {
                    throw new AssertionError("The session did not go on: " + message);
                }
                acknowledged = message.path("ext").path("ack").asLong(acknowledged);
                answered = true;
            }
        }
        return answered;
    }

    private synchronized void add(long number) {
        received.add(number);
    }

    synchronized boolean hasReceived(long number) {
        return received.contains(number);
    }

    /** {@return what came, as it came} */
    synchronized List<Object> received() {
        return List.copyOf(received);
    }

    /** {@return what went wrong; empty if nothing did} */
    String fault() {
        return fault;
    }

    void stop() {
        goesOn = false;
    }

    @Override
    public String toString() {
        return client + " after " + hops + " hops" + fault;
    }
}
