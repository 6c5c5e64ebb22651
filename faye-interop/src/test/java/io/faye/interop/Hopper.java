package io.faye.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client of a service that changes its server every 200 to 400 ms, and notes what it receives. */
abstract class Hopper implements Runnable {

    private static final int SHORTEST_STAY_MILLIS = 200;
    private static final int LONGEST_STAY_MILLIS = 400;
    private static final int SERVERS = 3;
    /** What a network takes until the next connect arrives. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Service service;
    private final String channel;
    private final HopperKind kind;
    private final Random random;
    private final String client;
    private final List<Long> received = new ArrayList<>();
    private int server;
    private long position;
    private int hops;
    private int connects;
    private long lastArrival;
    private long longestSilence;
    private volatile boolean goesOn = true;
    private volatile String fault = "";

    /** Begins a session that is subscribed to a channel. */
    Hopper(Service service, String channel, HopperKind kind, long seed) {
        this.service = service;
        this.channel = channel;
        this.kind = kind;
        this.random = new Random(seed);
        this.server = random.nextInt(SERVERS);
        try (RawHttp http = new RawHttp(port())) {
            String handshake = kind.acknowledges()
                    ? BayeuxMessages.HANDSHAKE.replaceFirst("}$", ",\"ext\":{\"ack\":true}}")
                    : BayeuxMessages.HANDSHAKE;
            client = WireJson.issuedClientId(http.post(handshake).body()).orElseThrow();
            String reply = http.post(BayeuxMessages.subscribe(client, channel)).body();
            if (!reply.contains("\"successful\":true")) {
                throw new AssertionError("The subscription was refused: " + reply);
            }
        }
    }

    final HopperKind kind() {
        return kind;
    }

    final Random random() {
        return random;
    }

    /** {@return the port of the server at which the client is} */
    final int port() {
        return service.server(server).port();
    }

    @Override
    public final void run() {
        try {
            begin();
            while (goesOn && fault.isEmpty()) {
                stay(System.nanoTime() + stayNanos());
                server += 1 + random.nextInt(SERVERS - 1);
                hops++;
                hop();
            }
            end();
        } catch (RuntimeException | AssertionError e) {
            fault = e.toString();
        }
    }

    private long stayNanos() {
        int millis = SHORTEST_STAY_MILLIS + random.nextInt(LONGEST_STAY_MILLIS - SHORTEST_STAY_MILLIS);
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Connects to the first server. */
    abstract void begin();

    /** Receives until a time of {@code System.nanoTime}. */
    abstract void stay(long until);

    /** Goes on to another server, which {@link #port} is now. */
    abstract void hop();

    /** Closes the connection. */
    abstract void end();

    /** {@return the next connect message, with a new id} */
    final String connect() {
        connects++;
        String ack = kind.acknowledges() ? ",\"ext\":{\"ack\":" + position + "}" : "";
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client + "\",\"id\":\"" + connects + "\"" + ack + ","
                + howToConnect() + "}";
    }

    /** {@return the fields of a connect message that depend on the transport} */
    abstract String howToConnect();

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Takes what came. {@return whether a connect was answered} */
    final boolean take(String messages) {
        boolean answered = false;
        for (JsonNode message : WireJson.parse(messages)) {
            if (message.path("channel").asText().equals(channel)) {
                add(message.path("data").asLong());
            } else if (message.path("channel").asText().equals("/meta/connect")) {
                if (!message.path("successful").asBoolean()) {
                    throw new AssertionError("The session did not go on: " + message);
                }
                position = message.path("ext").path("ack").asLong(position);
                answered = true;
            }
        }
        return answered;
    }

    private synchronized void add(long number) {
        long now = System.nanoTime();
        longestSilence = received.isEmpty() ? 0 : Math.max(longestSilence, now - lastArrival);
        lastArrival = now;
        received.add(number);
    }

    /** {@return what came, as it came} */
    final synchronized List<Long> received() {
        return List.copyOf(received);
    }

    /** {@return the longest time between two messages} */
    final synchronized Duration longestSilence() {
        return Duration.ofNanos(longestSilence);
    }

    final int hops() {
        return hops;
    }

    /** {@return what went wrong; empty if nothing did} */
    final String fault() {
        return fault;
    }

    final void stop() {
        goesOn = false;
    }

    @Override
    public String toString() {
        return kind + " client " + client + " after " + hops + " hops " + fault;
    }
}
