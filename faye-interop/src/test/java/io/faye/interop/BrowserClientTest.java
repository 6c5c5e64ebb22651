package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@DisplayName("In Chromium")
class BrowserClientTest {

    private final String here = Channels.own();
    private final Browser browser;
    private final URI server;

    BrowserClientTest(World world) {
        browser = world.browser();
        server = world.server().url();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("our client talks to the server that its page came from")
    void sameOrigin(BrowserTransport transport) {
        try (BrowserPage page = BrowserPage.open(browser, BrowserScript.OURS, transport, server, server)) {
            page.connectsBy(transport.wireName());
            converse(page);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "LONG_POLLING"})
    @DisplayName("our client talks to the server of another origin")
    void otherOrigin(BrowserTransport transport) {
        try (BrowserPage page = BrowserPage.open(browser, BrowserScript.OURS, transport, elsewhere(), server)) {
            page.connectsBy(transport.wireNameElsewhere());
            converse(page);
        }
    }

    @Test
    @DisplayName("our client talks to the server of another origin without sockets, by a stream if it gets one")
    void otherOriginWithoutSockets() {
        try (BrowserPage page =
                BrowserPage.open(browser, BrowserScript.OURS, BrowserTransport.EVENTSOURCE, elsewhere(), server)) {
            converse(page);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("the client of npm talks to the server that its page came from")
    void npm(BrowserTransport transport) {
        try (BrowserPage page = BrowserPage.open(browser, BrowserScript.NPM, transport, server, server)) {
            page.connectsBy(transport.wireName());
            converse(page);
        }
    }

    @Test
    @Tag("not-in-faye")
    @DisplayName("our client is loaded from the server as a script and as a module")
    void loaded() {
        browser.show(elsewhere().resolve("/faye.js"));
        assertThat(browser.evaluate("import(args[0] + '/client.mjs').then(m => typeof m.Client)", server.toString()))
                .isEqualTo("function");
        String load = "new Promise(done => { const script = document.createElement('script'); script.src = args[0];"
                + " script.onload = () => done(typeof Faye.Client); document.documentElement.append(script); })";
        assertThat(browser.evaluate(load, server + ".js")).isEqualTo("function");
    }

    private void converse(BrowserPage page) {
        page.subscribe(here);
        Stream.of("a", "b", "c")
                .forEach(data -> assertThat(page.publish(here, data, Map.of())).isEmpty());
        RawPublisher.publish(server, here, "d");
        page.receives(List.of("a", "b", "c", "d"));
    }

    /** The same machine by another name, which browsers take for another origin. */
    private URI elsewhere() {
        return URI.create(server.toString().replace("127.0.0.1", "localhost"));
    }
}
