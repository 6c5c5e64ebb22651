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
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@Tag("servlet")
@DisplayName("A client with the ack extension loses nothing and gets nothing twice")
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

    /** Whose client it is. */
    private enum Library {
        COMETD,
        OURS
    }

    static Stream<Arguments> clients() {
        return Stream.of(Library.values()).flatMap(library -> Stream.of(Transport.WEBSOCKET, Transport.LONG_POLLING)
                .map(transport -> Arguments.of(library, transport)));
    }

    static Stream<Arguments> clientsAndCuts() {
        return clients().flatMap(client -> Stream.of(Cut.values())
                .map(cut -> Arguments.of(client.get()[0], client.get()[1], cut)));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("clientsAndCuts")
    @DisplayName("when connections are cut while messages travel")
    void cutWhileMessagesTravel(Library library, Transport transport, Cut cut) {
        try (InteropClient subscriber = subscribed(library, transport)) {
            IntStream.range(0, ROUNDS).forEach(round -> publishThroughCut(round, cut));
            receivesAll(subscriber, ROUNDS);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("clients")
    @DisplayName("when the connection is cut while it waits for messages")
    void cutWhileWaiting(Library library, Transport transport) {
        try (InteropClient subscriber = subscribed(library, transport)) {
            for (int round = 0; round < ROUNDS; round++) {
                publishRound(round);
                subscriber.inbox().receives(upTo(round + 1));
                proxy.cutAll();
            }
            receivesAll(subscriber, ROUNDS);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("clients")
    @DisplayName("when cuts of all kinds follow each other")
    void cutsOfAllKinds(Library library, Transport transport) {
        Cut[] cuts = Cut.values();
        int rounds = 4 * cuts.length;
        try (InteropClient subscriber = subscribed(library, transport)) {
            IntStream.range(0, rounds).forEach(round -> publishThroughCut(round, cuts[round % cuts.length]));
            receivesAll(subscriber, rounds);
        }
    }

    private InteropClient subscribed(Library library, Transport transport) {
        Inbox inbox = new Inbox(world.server()::story);
        InteropClient subscriber = library == Library.COMETD
                ? new CometdClient(proxy.url(), transport, inbox, new AckExtension())
                : new JavaClient(proxy.url(), transport, inbox);
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
