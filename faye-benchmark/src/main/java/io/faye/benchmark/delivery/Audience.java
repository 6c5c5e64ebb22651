package io.faye.benchmark.delivery;

import io.faye.extension.Request;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.BayeuxServer;
import io.faye.server.Peer;
import io.faye.server.ServerObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A server on the memory engine, streaming connections whose sessions subscribe to one channel, and one that publishes. */
final class Audience implements AutoCloseable {

    private static final int MOST_SESSIONS = 1_000_000;
    private static final Channel CHANNEL = Channel.of("/bench/delivery");
    private static final Message PUBLICATION = Message.to(CHANNEL).with(Field.DATA, Json.of("x".repeat(100)));
    private static final Request WEB_SOCKET = () -> ConnectionType.WEBSOCKET.toString();

    private final BayeuxServer server;
    private final Queue<Runnable> tasks;
    private final List<CountingSink> sinks = new ArrayList<>();
    private final Peer publisher;

    /**
     * Starts the server.
     *
     * @param tasks takes what the connections' threads have to do
     */
    Audience(Queue<Runnable> tasks) {
        this(tasks, ServerObserver.NONE);
    }

    /**
     * Starts the server.
     *
     * @param tasks as above
     * @param observer is told of publishes and deliveries
     */
    Audience(Queue<Runnable> tasks, ServerObserver observer) {
        this.tasks = tasks;
        this.server = BayeuxServer.builder()
                .maxSessions(MOST_SESSIONS)
                .observer(observer)
                .build();
        this.publisher = server.connect(new CountingSink(tasks));
    }

    /** Opens so many connections. */
    void subscribe(int subscribers) {
        for (int i = 0; i < subscribers; i++) {
            CountingSink sink = new CountingSink(tasks);
            subscribe(server.connect(sink));
            sinks.add(sink);
        }
    }

    private void subscribe(Peer peer) {
        Message handshake = Message.to(Channel.HANDSHAKE)
                .with(Field.VERSION, Json.of("1.0"))
                .with(Field.SUPPORTED_CONNECTION_TYPES, ConnectionType.all());
        Json client = ask(peer, handshake)
                .clientId()
                .map(ClientId::toJson)
                .orElseThrow(() -> new IllegalStateException("The server refused the handshake"));
        ask(
                peer,
                Message.to(Channel.SUBSCRIBE)
                        .with(Field.CLIENT_ID, client)
                        .with(
                                Field.SUBSCRIPTION,
                                ChannelPattern.of(CHANNEL.toString()).toJson()));
        peer.receive(
                List.of(Message.to(Channel.CONNECT)
                        .with(Field.CLIENT_ID, client)
                        .with(Field.CONNECTION_TYPE, Json.of(ConnectionType.WEBSOCKET.toString()))),
                WEB_SOCKET,
                replies -> {});
        runTasks();
    }

    private Message ask(Peer peer, Message request) {
        List<Message> answers = new ArrayList<>();
        peer.receive(List.of(request), WEB_SOCKET, answers::addAll);
        runTasks();
        return answers.get(0);
    }

    /** Publishes a message to all subscribers. */
    void publish() {
        publish(PUBLICATION);
    }

    /** Publishes a message to all subscribers with these fields for the extensions. */
    void publishWith(Json ext) {
        publish(PUBLICATION.with(Field.EXT, ext));
    }

    private void publish(Message message) {
        publisher.receive(List.of(message), WEB_SOCKET, replies -> {});
    }

    /** Does what the connections' threads have to do. */
    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** {@return whether each subscriber has got so many messages} */
    boolean hasEachGot(long messages) {
        return sinks.stream().allMatch(sink -> sink.delivered() == messages);
    }

    @Override
    public void close() {
        server.close();
    }
}
