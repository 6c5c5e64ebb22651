package io.faye.interop;

import java.nio.file.Path;

/** The client of a page. */
enum BrowserScript {
    OURS,
    NPM;

    String text() {
        return Browser.text(
                this == OURS
                        ? Path.of("..", "faye-client-js", "dist", "client.js")
                        : NodeModules.install().resolve("node_modules/faye/client/faye-browser-min.js"));
    }
}
