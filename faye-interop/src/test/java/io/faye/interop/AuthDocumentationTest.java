package io.faye.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/auth.md shows for browsers, with a server that hands out tokens at /token. */
@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium the guide to authentication")
class AuthDocumentationTest {

    private static final List<String> BLOCKS = DocumentPages.code("docs/auth.md", "js");
    private static final String CONVERSATION =
            """
            client.subscribe('/rooms/one', text => console.log('received ' + text))
              .then(() => client.publish('/rooms/one', 'Hello'));
            """;

    @TempDir
    private static Path folder;

    private static SecuredExample example;

    private final DocumentPages pages;

    AuthDocumentationTest(World world) {
        pages = new DocumentPages(world.browser(), folder, example.server().url());
    }

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("token"), SecuredExample.token("ada"));
        Files.copy(
                NodeModules.install().resolve("node_modules/faye/client/faye-browser-min.js"),
                folder.resolve("npm.js"));
        example = new SecuredExample("--static", folder.toString());
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    private static String page(String client, String code) {
        return "<script src=\"/" + client + ".js\"></script>\n" + DocumentPages.script(code);
    }

    @Test
    @DisplayName("lets our client in")
    void ours() {
        pages.show(page("faye", BLOCKS.get(0) + CONVERSATION));
        pages.awaitSaid("received Hello");
    }

    @Test
    @DisplayName("lets Faye's client in")
    void npm() {
        pages.show(page("npm", BLOCKS.get(0).replace(", {token}", "") + BLOCKS.get(1) + CONVERSATION));
        pages.awaitSaid("received Hello");
    }

    @Test
    @DisplayName("has messages carry the token of the page that sends them")
    void page() {
        String seen =
                """
                client.addExtension({outgoing: (message, callback) => {
                  console.log('sends ' + message.ext.csrfToken);
                  callback(message);
                }});
                """;
        pages.show("<meta name=\"csrf-token\" content=\"of the page\">\n"
                + page("faye", BLOCKS.get(0) + BLOCKS.get(2) + seen + CONVERSATION));
        pages.awaitSaid("sends of the page", "received Hello");
    }
}
