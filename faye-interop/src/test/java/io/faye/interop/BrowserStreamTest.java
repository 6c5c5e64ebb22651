package io.faye.interop;

import static io.faye.interop.BrowserTransport.CROSS_ORIGIN_LONG_POLLING;
import static io.faye.interop.BrowserTransport.EVENTSOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@DisplayName("In Chromium without sockets our client")
class BrowserStreamTest {

    private static final String NO_ACKNOWLEDGEMENT = Browser.resource("no-ack.js");

    private final String here = Channels.own();
    private final Browser browser;
    private final ServerProcess server;
    private final WatchingProxy proxy;

    BrowserStreamTest(World world) {
        browser = world.browser();
        server = world.server();
        proxy = new WatchingProxy(server.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    @DisplayName("opens a stream")
    void opens() {
        try (BrowserPage page = BrowserPage.open(browser, BrowserScript.OURS, EVENTSOURCE, proxy.url(), proxy.url())) {
            page.connectsBy(EVENTSOURCE.wireName());
            assertThat(proxy.carriersOf("retry: 5000")).containsExactly(EVENTSOURCE);
        }
    }

    @Test
    @DisplayName("hears by the stream where the server knows no acknowledgement")
    void hearsByTheStream() {
        BrowserScript.OURS.show(browser, proxy.url(), NO_ACKNOWLEDGEMENT);
        try (BrowserPage page = BrowserPage.openHere(browser, EVENTSOURCE, proxy.url())) {
            page.connectsBy(EVENTSOURCE.wireName());
            page.subscribe(here);
            RawPublisher.publish(server.url(), here, "streamed");
            page.receives(List.of("streamed"));
            assertThat(proxy.carriersOf("streamed")).containsOnly(EVENTSOURCE);
        }
    }

    @Test
    @DisplayName("opens no stream on a page of another origin, and the console shows no error")
    void elsewhere() {
        URI elsewhere = URI.create(server.url().toString().replace("127.0.0.1", "localhost"));
        try (BrowserPage page = BrowserPage.open(browser, BrowserScript.OURS, EVENTSOURCE, elsewhere, proxy.url())) {
            page.connectsBy(CROSS_ORIGIN_LONG_POLLING.wireName());
            assertThat(browser.complaints(proxy.url())).isEmpty();
        }
    }
}
