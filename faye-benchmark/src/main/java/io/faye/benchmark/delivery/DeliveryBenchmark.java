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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one delivery over a streaming connection costs, from the memory engine's queue to the transport's sink. One
 * publish reaches a thousand sessions, so the publish itself counts for a thousandth. With {@code -prof gc} the figure
 * {@code gc.alloc.rate.norm} is the bytes that one delivery allocates beside the frame.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliveryBenchmark {

    private static final int SUBSCRIBERS = 1_000;
    private static final Channel CHANNEL = Channel.of("/bench/delivery");
    private static final Message PUBLICATION = Message.to(CHANNEL).with(Field.DATA, Json.of("x".repeat(100)));
    private static final Request WEB_SOCKET = () -> ConnectionType.WEBSOCKET.toString();

    private final BayeuxServer server = BayeuxServer.builder().build();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<CountingSink> sinks = new ArrayList<>();
    private final Peer publisher = server.connect(new CountingSink(tasks));

    /** For JMH. */
    public DeliveryBenchmark() {}

    /** Opens the connections, each with a session that is subscribed. */
    @Setup
    public void prepare() {
        for (int i = 0; i < SUBSCRIBERS; i++) {
            CountingSink sink = new CountingSink(tasks);
            subscribe(server.connect(sink));
            sinks.add(sink);
        }
        publish();
        if (sinks.stream().anyMatch(sink -> sink.delivered() != 1)) {
            throw new IllegalStateException("The publication did not reach each subscriber once");
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

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Publishes, and delivers to each subscriber. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public void publish() {
        publisher.receive(List.of(PUBLICATION), WEB_SOCKET, replies -> {});
        runTasks();
    }

    /** Closes the server. */
    @TearDown
    public void close() {
        server.close();
    }
}
