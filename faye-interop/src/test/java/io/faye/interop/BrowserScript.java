package io.faye.interop;

import java.net.URI;
import java.nio.file.Path;

/** The client of a page. */
enum BrowserScript {
    OURS,
    NPM;

    private static final String HARNESS = Browser.resource("page.js");

    /** Shows a page of an origin that has the client, what tests do with it, and these scripts. */
    void show(Browser browser, URI origin, String... more) {
        // A text that the server has anyway, as a page of that origin without scripts of its own.
        browser.show(origin.resolve("/faye.js"), text(), HARNESS, String.join("\n", more));
    }

    private String text() {
        return Browser.text(
                this == OURS
                        ? Path.of("..", "faye-client-js", "dist", "client.js")
                        : NodeModules.install().resolve("node_modules/faye/client/faye-browser-min.js"));
    }
}
