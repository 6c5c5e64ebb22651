package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium a server with a list of allowed origins")
class BrowserOriginTest {

    private static final String HARNESS = Browser.resource("origins.js");

    private final Browser browser;
    private final URI pages;
    private final URI server;

    BrowserOriginTest(World world) {
        browser = world.browser();
        pages = world.server().url();
        server = world.exclusive().url();
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

    /** {@return how a socket, a request, a script and a stream fared} */
    private List<?> triedFrom(URI origin) {
        browser.show(origin.resolve("/faye.js"), HARNESS);
        return (List<?>) browser.evaluate("tryAll(args[0])", server.toString());
    }
}
