package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium, when the connection breaks, our client")
class BrowserReconnectTest {

    private static final int ROUNDS = 4;
    private static final int PER_ROUND = 4;
    private static final int ATTEMPTS = 100;

    private final String here = Channels.own();
    private final World world;
    private final URI server;
    private final CuttingProxy proxy;

    BrowserReconnectTest(World world) {
        this.world = world;
        this.server = world.server().url();
        this.proxy = new CuttingProxy(world.server().port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    static Stream<Arguments> transportsAndCuts() {
        return Stream.of(BrowserTransport.WEBSOCKET, BrowserTransport.EVENTSOURCE, BrowserTransport.LONG_POLLING)
                .flatMap(transport -> Stream.of(Cut.values()).map(cut -> Arguments.of(transport, cut)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("transportsAndCuts")
    @DisplayName("loses nothing and gets nothing twice while messages travel")
    void cutWhileMessagesTravel(BrowserTransport transport, Cut cut) {
        try (BrowserPage page = subscribed(transport)) {
            for (int round = 0; round < ROUNDS; round++) {
                var done = proxy.cutNext(cut, cut.concernsRequests() ? "" : here);
                publishRound(round);
                Limits.await("cut " + round + " (" + cut + ")", done);
            }
            page.receives(upTo(ROUNDS));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "EVENTSOURCE", "LONG_POLLING"})
    @DisplayName("loses nothing and gets nothing twice while it waits")
    void cutWhileWaiting(BrowserTransport transport) {
        try (BrowserPage page = subscribed(transport)) {
            for (int round = 0; round < ROUNDS; round++) {
                publishRound(round);
                page.receives(upTo(round + 1));
                proxy.cutAll();
            }
        }
    }

    @Test
    @DisplayName("says that a publish without an answer failed, and does not repeat it")
    void unansweredPublish() {
        publishUnanswered(Map.of(), "no answer", "once");
    }

    @Test
    @DisplayName("repeats a publish as often as it is told to")
    void repeatedPublish() {
        publishUnanswered(Map.of("attempts", 2), "", "once", "once");
    }

    private void publishUnanswered(Map<String, Object> options, String said, String... heard) {
        try (InteropClient listener = ClientKind.COMETD_WEBSOCKET.open(world, server);
                BrowserPage page = open(BrowserTransport.WEBSOCKET, proxy.url())) {
            listener.subscribe(here);
            assertThat(page.publish(here + "/before", 0, Map.of())).isEmpty();
            var done = proxy.cutNext(Cut.RESPONSE_LOST, here);
            assertThat(page.publish(here, "once", options)).contains(said);
            Limits.await("the cut", done);
            assertThat(page.publish(here, "after", Map.of())).isEmpty();
            listener.inbox()
                    .receives(
                            Stream.concat(Stream.of(heard), Stream.of("after")).toArray());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "EVENTSOURCE", "LONG_POLLING"})
    @DisplayName("shakes hands and subscribes again after a restart of the server")
    void restart(BrowserTransport transport) {
        try (ServerProcess restarted = ServerProcess.start("browser-restarted", 5);
                BrowserPage page = BrowserPage.open(
                        world.browser(), BrowserScript.OURS, transport, restarted.url(), restarted.url())) {
            page.subscribe(here);
            restarted.restart();
            awaitBack(page, restarted);
            page.subscribe(here + "/more");
            assertThat(page.publish(here + "/more", "heard", Map.of())).isEmpty();
            page.receivesAtLast("heard");
        }
    }

    /**
     * A subscription that a client makes again by itself shows only in what it hears. The longer the server takes to
     * start, the longer the client would wait.
     */
    private void awaitBack(BrowserPage page, ServerProcess restarted) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            page.comesOnline();
            RawPublisher.publish(restarted.url(), here, "probe");
            if (page.hasMessage()) {
                return;
            }
        }
        throw new AssertionError("The client did not come back. " + restarted.story());
    }

    private BrowserPage subscribed(BrowserTransport transport) {
        BrowserPage page = open(transport, proxy.url());
        page.subscribe(here);
        return page;
    }

    private BrowserPage open(BrowserTransport transport, URI url) {
        return BrowserPage.open(world.browser(), BrowserScript.OURS, transport, url, url);
    }

    private void publishRound(int round) {
        upTo(round + 1).stream().skip(upTo(round).size()).forEach(data -> RawPublisher.publish(server, here, data));
    }

    private static List<String> upTo(int rounds) {
        return IntStream.rangeClosed(1, rounds * PER_ROUND)
                .mapToObj(String::valueOf)
                .toList();
    }
}
