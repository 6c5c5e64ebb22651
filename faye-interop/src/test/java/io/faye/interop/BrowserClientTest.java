package io.faye.interop;

import static io.faye.interop.BrowserScript.NPM;
import static io.faye.interop.BrowserScript.OURS;
import static io.faye.interop.BrowserTransport.CALLBACK_POLLING;
import static io.faye.interop.BrowserTransport.CROSS_ORIGIN_LONG_POLLING;
import static io.faye.interop.BrowserTransport.EVENTSOURCE;
import static io.faye.interop.BrowserTransport.LONG_POLLING;
import static io.faye.interop.BrowserTransport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@DisplayName("In Chromium a client subscribes, publishes, receives, unsubscribes and disconnects")
class BrowserClientTest {

    private final String here = Channels.own();
    private final String marker = here + "/marker";
    private final World world;

    BrowserClientTest(World world) {
        this.world = world;
    }

    static Stream<Arguments> clientsAtHome() {
        return Stream.concat(
                with(OURS, WEBSOCKET, EVENTSOURCE, LONG_POLLING),
                with(NPM, WEBSOCKET, EVENTSOURCE, LONG_POLLING, CALLBACK_POLLING));
    }

    /** Streams are for pages of the same origin only, as in Faye. */
    static Stream<Arguments> clientsElsewhere() {
        return Stream.concat(
                with(OURS, WEBSOCKET, CROSS_ORIGIN_LONG_POLLING),
                with(NPM, WEBSOCKET, CROSS_ORIGIN_LONG_POLLING, CALLBACK_POLLING));
    }

    private static Stream<Arguments> with(BrowserScript client, BrowserTransport... transports) {
        return Stream.of(transports).map(transport -> Arguments.of(client, transport));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("clientsAtHome")
    @DisplayName("at the server that its page came from")
    void sameOrigin(BrowserScript client, BrowserTransport transport) {
        try (WatchingProxy proxy = new WatchingProxy(world.server().port())) {
            converse(client, transport, proxy.url(), proxy, world.server());
        }
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("clientsElsewhere")
    @Tag("not-in-faye")
    @DisplayName("at a server that allows the origin of its page")
    void otherOrigin(BrowserScript client, BrowserTransport transport) {
        try (WatchingProxy proxy = new WatchingProxy(world.exclusive().port())) {
            converse(client, transport, world.server().url(), proxy, world.exclusive());
        }
    }

    private void converse(
            BrowserScript client, BrowserTransport transport, URI origin, WatchingProxy proxy, ServerProcess server) {
        try (BrowserPage page = BrowserPage.open(world.browser(), client, transport, origin, proxy.url())) {
            hearsItself(page);
            page.connectsBy(transport.wireName());
            RawPublisher.publish(server.url(), here, "pushed");
            page.receives(List.of("a", "b", "pushed"));
            assertThat(proxy.carriersOf("pushed")).containsOnly(carrier(client, transport));
            hearsNoMoreOfWhatItUnsubscribed(page);
            String session = page.session();
            assertThat(Sessions.knows(server, session)).isTrue();
            page.disconnect();
            assertThat(Sessions.knows(server, session)).isFalse();
        }
    }

    /** What is acknowledged comes with the answers to connects, also beside a stream. */
    private static BrowserTransport carrier(BrowserScript client, BrowserTransport transport) {
        return client == OURS && transport == EVENTSOURCE ? LONG_POLLING : transport;
    }

    private void hearsItself(BrowserPage page) {
        page.subscribe(here);
        Stream.of("a", "b")
                .forEach(data -> assertThat(page.publish(here, data, Map.of())).isEmpty());
        page.receives(List.of("a", "b"));
    }

    private void hearsNoMoreOfWhatItUnsubscribed(BrowserPage page) {
        page.subscribe(marker);
        page.unsubscribe(here);
        assertThat(page.publish(here, "unheard", Map.of())).isEmpty();
        assertThat(page.publish(marker, "last", Map.of())).isEmpty();
        page.receives(List.of("a", "b", "pushed", "last"));
    }
}
