package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium our client")
class BrowserTimesTest {

    /** The first is answered at once, the second when the server's time is over. */
    private static final int CONNECTS = 3;

    private final Browser browser;
    private final URI server;

    BrowserTimesTest(World world) {
        browser = world.browser();
        server = world.server().url();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WEBSOCKET", "EVENTSOURCE", "LONG_POLLING"})
    @DisplayName("keeps a quiet connection although its page gives a timeout below the server's")
    void quiet(BrowserTransport transport) {
        BrowserScript.OURS.show(browser, server);
        try (BrowserPage page = BrowserPage.openHere(browser, transport, server, Map.of("timeout", 3))) {
            page.connectsBy(transport.wireName());
            String session = page.session();
            long timesDown = page.timesDown();
            page.connectsTimes(CONNECTS);
            assertThat(page.timesDown()).isEqualTo(timesDown);
            assertThat(page.session()).isEqualTo(session);
        }
    }
}
