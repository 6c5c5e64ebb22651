package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Pages of what documents show, in a folder that a server serves; they tell what they say. */
final class DocumentPages {

    private static final Path DOCUMENTS = Path.of("..");
    private static final String HARNESS = "<script>" + Browser.resource("documents.js") + "</script>\n";

    private final Browser browser;
    private final Path folder;
    private final URI origin;

    DocumentPages(Browser browser, Path folder, URI server) {
        this.browser = browser;
        this.folder = folder;
        this.origin = server.resolve("/");
    }

    /** {@return the blocks of code in one language that a document shows} */
    static List<String> code(String document, String language) {
        Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        return block.matcher(Browser.text(DOCUMENTS.resolve(document)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String script(String code) {
        return "<script>\n" + code + "</script>\n";
    }

    void show(String page) {
        try {
            Path file = Files.createTempFile(folder, "page", ".html");
            Files.writeString(file, HARNESS + page.replace("http://localhost:8000/", origin.toString()));
            browser.show(origin.resolve(file.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitSaid(String... lines) {
        Awaitility.await("what the page says").atMost(Limits.PATIENCE).untilAsserted(() -> assertThat(said())
                .contains(lines));
    }

    private List<String> said() {
        return ((List<?>) browser.evaluate("said"))
                .stream().map(String::valueOf).toList();
    }
}
