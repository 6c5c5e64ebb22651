package io.faye.interop;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show for browsers, put into pages and tried; only the port is another. */
@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@DisplayName("In Chromium works unchanged")
class BrowserDocumentationTest {

    @TempDir
    private static Path folder;

    private static ServerProcess server;

    private final DocumentPages pages;

    BrowserDocumentationTest(World world) {
        pages = new DocumentPages(world.browser(), folder, server.url());
    }

    @BeforeAll
    static void start() {
        server = ServerProcess.start("documents", 5, "--static", folder.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("the first conversation of the README")
    void readme() {
        String conversation = DocumentPages.code("README.md", "js").get(0).replaceFirst("const faye = require.*\n", "");
        pages.show(DocumentPages.code("README.md", "html").get(0)
                + DocumentPages.script(conversation.replace("faye.Client", "Faye.Client")));
        pages.awaitSaid("received {\"text\":\"Hello\"}");
    }

    @Test
    @DisplayName("the first page of the guide")
    void firstPage() {
        pages.show(DocumentPages.code("docs/browser-client.md", "html").get(0));
        pages.awaitSaid("received {\"text\":\"Hello\"}");
    }

    @Test
    @DisplayName("a page made for Faye")
    void pageForFaye() {
        pages.show(Browser.resource("faye.html"));
        pages.awaitSaid(
                "up", "subscribed", "published", "got Hello world", "got Hello world on /messages", "refused with 403");
    }

    @Test
    @DisplayName("all that the guide shows of the module")
    void guide() {
        List<String> blocks = DocumentPages.code("docs/browser-client.md", "js");
        String begin = blocks.get(0) + "const client = new Faye.Client('http://localhost:8000/faye');\n";
        pages.show("<script type=\"module\">\n" + begin + String.join("", blocks.subList(1, blocks.size()))
                + "</script>\n");
        pages.awaitSaid("ready", "sent", "show online");
    }
}
