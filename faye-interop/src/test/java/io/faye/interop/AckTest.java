package io.faye.interop;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cometd.client.ext.AckExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("A CometD client with the ack extension loses nothing and gets nothing twice")
class AckTest {

    private static final int ROUNDS = 3;
    private static final int PER_ROUND = 4;

    private final String here = Channels.own();

    private CuttingProxy proxy;
    private InteropClient publisher;
    private World world;

    @BeforeEach
    void open(World shared) {
        world = shared;
        proxy = new CuttingProxy(world.server().port());
        publisher = ClientKind.COMETD_WEBSOCKET.open(world, world.server().url());
    }

    @AfterEach
    void close() {
        publisher.close();
        proxy.close();
    }

    static Stream<Arguments> transportsAndCuts() {
        return Stream.of(Transport.WEBSOCKET, Transport.LONG_POLLING)
                .flatMap(transport -> Stream.of(Cut.values()).map(cut -> Arguments.of(transport, cut)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("transportsAndCuts")
    @DisplayName("when connections are cut while messages travel")
    void cutWhileMessagesTravel(Transport transport, Cut cut) {
        try (InteropClient subscriber = subscribed(transport)) {
            IntStream.range(0, ROUNDS).forEach(round -> publishThroughCut(round, cut));
            receivesAll(subscriber, ROUNDS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("when the connection is cut while it waits for messages")
    void cutWhileWaiting(Transport transport) {
        try (InteropClient subscriber = subscribed(transport)) {
            for (int round = 0; round < ROUNDS; round++) {
                publishRound(round);
                subscriber.inbox().receives(upTo(round + 1));
                proxy.cutAll();
            }
            receivesAll(subscriber, ROUNDS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("when cuts of all kinds follow each other")
    void cutsOfAllKinds(Transport transport) {
        Cut[] cuts = Cut.values();
        int rounds = 4 * cuts.length;
        try (InteropClient subscriber = subscribed(transport)) {
            IntStream.range(0, rounds).forEach(round -> publishThroughCut(round, cuts[round % cuts.length]));
            receivesAll(subscriber, rounds);
        }
    }

    private InteropClient subscribed(Transport transport) {
        Inbox inbox = new Inbox(world.server()::story);
        InteropClient subscriber = new CometdClient(proxy.url(), transport, inbox, new AckExtension());
        subscriber.subscribe(here);
        return subscriber;
    }

    private void publishThroughCut(int round, Cut cut) {
        var done = proxy.cutNext(cut, cut.concernsRequests() ? "" : here);
        publishRound(round);
        Limits.await("cut " + round + " (" + cut + ") of the subscriber's connection", done);
    }

    private void publishRound(int round) {
        upTo(round + 1).stream().skip(upTo(round).size()).forEach(number -> publisher.publish(here, number));
    }

    private void receivesAll(InteropClient subscriber, int rounds) {
        publisher.publish(here, "end");
        subscriber
                .inbox()
                .receives(Stream.concat(upTo(rounds).stream(), Stream.of("end")).toList());
    }

    private static List<Object> upTo(int rounds) {
        return InteropClient.numbers(rounds * PER_ROUND);
    }
}
