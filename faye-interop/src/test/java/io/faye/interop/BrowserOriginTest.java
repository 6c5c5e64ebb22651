package io.faye.interop;

import static io.faye.interop.BrowserTransport.CROSS_ORIGIN_LONG_POLLING;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium a server with a list of allowed origins")
class BrowserOriginTest {

    private static final String HARNESS = Browser.resource("origins.js");

    private final String here = Channels.own();
    private final Browser browser;
    private final URI pages;
    private final ServerProcess exclusive;
    private final URI server;

    BrowserOriginTest(World world) {
        browser = world.browser();
        pages = world.server().url();
        exclusive = world.exclusive();
        server = exclusive.url();
    }

    @Test
    @DisplayName("is open to pages of these, but for streams, which are for pages of the same origin")
    void admits() {
        assertThat(triedFrom(pages)).isEqualTo(List.of("open", "open", "open", "closed"));
    }

    @Test
    @DisplayName("is closed to pages of others, by every way there is")
    void refuses() {
        URI sameMachineByAnotherName = URI.create(pages.toString().replace("127.0.0.1", "localhost"));
        assertThat(triedFrom(sameMachineByAnotherName)).isEqualTo(Collections.nCopies(4, "closed"));
    }

    @Test
    @DisplayName("hands its client to pages of any, as a script and as a module")
    void scripts() {
        browser.show(pages.resolve("/faye.js"), HARNESS);
        assertThat(browser.evaluate("script(args[0]).then(() => typeof Faye.Client)", server + ".js"))
                .isEqualTo("function");
        assertThat(browser.evaluate("import(args[0]).then(module => typeof module.Client)", server + "/client.mjs"))
                .isEqualTo("function");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-CSRF-Token", "X-Requested-With", "X-Api-Key"})
    @DisplayName("takes the header field that our client was told to send with its requests")
    void headers(String field) {
        try (WatchingProxy proxy = new WatchingProxy(exclusive.port());
                BrowserPage page =
                        BrowserPage.open(browser, BrowserScript.OURS, CROSS_ORIGIN_LONG_POLLING, pages, proxy.url())) {
            page.setHeader(field, "Bearer x");
            assertThat(page.publish(here, "authorized", Map.of())).isEmpty();
            assertThat(proxy.requestsAnsweredWith("\"channel\":\"" + here + "\""))
                    .isNotEmpty()
                    .allMatch(head -> head.contains("\r\n" + field + ": Bearer x\r\n"));
        }
    }

    @Test
    @DisplayName("gets nothing from a page that sends a header field which it does not allow")
    void otherHeaders() {
        try (WatchingProxy proxy = new WatchingProxy(exclusive.port());
                BrowserPage page =
                        BrowserPage.open(browser, BrowserScript.OURS, CROSS_ORIGIN_LONG_POLLING, pages, proxy.url())) {
            page.setHeader("X-Other", "x");
            // Its connect fails in the same way: if that comes first, there is nothing to publish over.
            assertThat(page.publish(here, "kept back", Map.of("deadline", 2)))
                    .containsAnyOf("no answer", "not sent in time");
            assertThat(proxy.requestsAnsweredWith("\"channel\":\"" + here + "\""))
                    .isEmpty();
        }
    }

    /** {@return how a socket, a request, a script and a stream fared} */
    private List<?> triedFrom(URI origin) {
        browser.show(origin.resolve("/faye.js"), HARNESS);
        return (List<?>) browser.evaluate("tryAll(args[0])", server.toString());
    }
}
