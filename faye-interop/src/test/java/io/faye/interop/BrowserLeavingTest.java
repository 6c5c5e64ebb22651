package io.faye.interop;

import static io.faye.interop.BrowserTransport.CROSS_ORIGIN_LONG_POLLING;
import static io.faye.interop.BrowserTransport.LONG_POLLING;
import static io.faye.interop.BrowserTransport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@DisplayName("In Chromium our client")
class BrowserLeavingTest {

    private final String here = Channels.own();
    private final Browser browser;
    private final ServerProcess server;

    BrowserLeavingTest(World world) {
        browser = world.browser();
        server = world.server();
    }

    static Stream<Arguments> transportsAndHosts() {
        return Stream.of(
                Arguments.of(WEBSOCKET, "127.0.0.1"),
                Arguments.of(LONG_POLLING, "127.0.0.1"),
                Arguments.of(CROSS_ORIGIN_LONG_POLLING, "localhost"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transportsAndHosts")
    @DisplayName("ends its session when its tab is closed")
    void ends(BrowserTransport transport, String host) {
        String tab = browser.openTab(server.url().resolve("/health"));
        String session = open(transport, host).session();
        browser.closeTab(tab);
        Awaitility.await("the end of the session, before it expires")
                .atMost(Duration.ofMillis(server.timeoutMillis() * 3 / 2))
                .until(() -> !Sessions.knows(server, session));
    }

    @Test
    @DisplayName("keeps its session when its tab is closed if it was told to")
    void stays() {
        String tab = browser.openTab(server.url().resolve("/health"));
        BrowserPage page = open(WEBSOCKET, "127.0.0.1");
        String session = page.session();
        page.disable("autodisconnect");
        browser.closeTab(tab);
        // What the page may have said when it was closed was said before.
        open(WEBSOCKET, "127.0.0.1").close();
        assertThat(Sessions.knows(server, session)).isTrue();
    }

    private BrowserPage open(BrowserTransport transport, String host) {
        URI origin = URI.create(server.url().toString().replace("127.0.0.1", host));
        BrowserPage page = BrowserPage.open(browser, BrowserScript.OURS, transport, origin, server.url());
        page.connectsBy(transport.wireName());
        page.subscribe(here);
        return page;
    }

    /** Chromium keeps pages that were left, and wakes them when the user comes back. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "EVENTSOURCE", "LONG_POLLING"})
    @DisplayName("hears what it missed when the user goes back to its page")
    void comesBack(BrowserTransport transport) {
        BrowserPage page = open(transport, "127.0.0.1");
        browser.show(server.url().resolve("/health"));
        RawPublisher.publish(server.url(), here, "missed");
        browser.back();
        page.receives(List.of("missed"));
        page.close();
    }
}
