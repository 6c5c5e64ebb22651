package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
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

    private static final Path DOCUMENTS = Path.of("..");
    private static final String HARNESS = "<script>" + Browser.resource("documents.js") + "</script>\n";

    @TempDir
    private static Path folder;

    private static ServerProcess server;

    private final Browser browser;

    BrowserDocumentationTest(World world) {
        browser = world.browser();
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
        String conversation = code("README.md", "js").get(0).replaceFirst("const faye = require.*\n", "");
        show(code("README.md", "html").get(0) + script(conversation.replace("faye.Client", "Faye.Client")));
        awaitSaid("received {\"text\":\"Hello\"}");
    }

    @Test
    @DisplayName("the first page of the guide")
    void firstPage() {
        show(code("docs/browser-client.md", "html").get(0));
        awaitSaid("received {\"text\":\"Hello\"}");
    }

    @Test
    @DisplayName("a page made for Faye")
    void pageForFaye() {
        show(Browser.resource("faye.html"));
        awaitSaid(
                "up", "subscribed", "published", "got Hello world", "got Hello world on /messages", "refused with 403");
    }

    @Test
    @DisplayName("all that the guide shows of the module")
    void guide() {
        List<String> blocks = code("docs/browser-client.md", "js");
        String begin = blocks.get(0) + "const client = new Faye.Client('http://localhost:8000/faye');\n";
        show("<script type=\"module\">\n" + begin + String.join("", blocks.subList(1, blocks.size())) + "</script>\n");
        awaitSaid("ready", "sent", "show online");
    }

    private static String script(String code) {
        return "<script>\n" + code + "</script>\n";
    }

    private void show(String page) {
        try {
            Path file = Files.createTempFile(folder, "page", ".html");
            String origin = server.url().resolve("/").toString();
            Files.writeString(file, HARNESS + page.replace("http://localhost:8000/", origin));
            browser.show(URI.create(origin + file.getFileName()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitSaid(String... lines) {
        Awaitility.await("what the page says").atMost(Limits.PATIENCE).untilAsserted(() -> assertThat(said())
                .contains(lines));
    }

    private List<String> said() {
        return ((List<?>) browser.evaluate("said"))
                .stream().map(String::valueOf).toList();
    }

    private static List<String> code(String document, String language) {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        return block.matcher(Browser.text(DOCUMENTS.resolve(document)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
