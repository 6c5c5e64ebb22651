package io.faye.interop;

import static io.faye.interop.BrowserTransport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium with --deflate")
class BrowserDeflateTest {

    private static final String LONG = "compress me ".repeat(4_000);

    private final String here = Channels.own();
    private final World world;

    BrowserDeflateTest(World world) {
        this.world = world;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("long messages travel compressed, both ways")
    void travelsCompressed(BrowserScript client) {
        ServerProcess server = world.deflating();
        try (WatchingProxy proxy = new WatchingProxy(server.port());
                BrowserPage page = BrowserPage.open(world.browser(), client, WEBSOCKET, proxy.url(), proxy.url())) {
            page.connectsBy(WEBSOCKET.wireName());
            page.subscribe(here);
            long sent = proxy.sent();
            long received = proxy.received();
            assertThat(page.publish(here, LONG, Map.of())).isEmpty();
            page.receives(List.of(LONG));
            assertThat(proxy.sent() - sent).as("bytes to the server").isLessThan(LONG.length() / 10);
            assertThat(proxy.received() - received).as("bytes from the server").isLessThan(LONG.length() / 10);
            assertThat(proxy.requestsAnsweredWith("Sec-WebSocket-Extensions: permessage-deflate"))
                    .isNotEmpty()
                    .allMatch(head -> head.contains("Sec-WebSocket-Extensions: permessage-deflate"));
        }
    }
}
