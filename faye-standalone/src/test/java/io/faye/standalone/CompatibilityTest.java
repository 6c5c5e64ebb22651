package io.faye.standalone;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of docs/compatibility.md")
class CompatibilityTest {

    private static final Path DOCS =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs").normalize();
    private static final Path WIRE = DOCS.resolve("../faye-interop/src/test/resources/wire");

    /** A test in the table: its class or wire table, its display name or title, and the label of its file. */
    private static final Pattern SHOWN = Pattern.compile("([\\w.]+): \\[([^]]+)]\\[([^]]+)]");

    private static final Pattern FILE = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");

    private String document;
    private Map<String, Path> files;

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(DOCS.resolve("compatibility.md"));
        files = FILE.matcher(document)
                .results()
                .collect(toMap(file -> file.group(1), file -> DOCS.resolve(file.group(2))));
    }

    private List<String> rows() {
        return document.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| the protocol "))
                .toList();
    }

    @Test
    @DisplayName("names a test for every point")
    void everyPoint() {
        assertThat(rows()).hasSizeGreaterThan(100).allSatisfy(row -> assertThat(row)
                .containsPattern(SHOWN));
    }

    @Test
    @DisplayName("has a part for every section of the protocol")
    void everySection() {
        for (int section = 1; section <= 13; section++) {
            assertThat(document).contains("\n## " + section + ". ");
        }
    }

    @Test
    @DisplayName("names only tests that are there, by the words they bear, in the files they are in")
    void everyTest() {
        assertThat(rows().stream()
                        .flatMap(row -> SHOWN.matcher(row).results())
                        .filter(shown -> !isThere(shown))
                        .map(MatchResult::group))
                .isEmpty();
    }

    private boolean isThere(MatchResult shown) {
        Path file = files.getOrDefault(shown.group(3), DOCS.resolve("missing"));
        String name = file.getFileName().toString().replaceFirst("\\.java$", "");
        return name.equals(shown.group(1)) && Files.isRegularFile(file) && bears(text(file), shown.group(2));
    }

    /** As the title of a row in a wire table, or as a display name in Java. */
    private static boolean bears(String text, String words) {
        return text.lines().anyMatch(("= " + words)::equals)
                || Pattern.compile("@DisplayName\\(\\s*" + Pattern.quote('"' + words + '"') + "\\s*\\)")
                        .matcher(text)
                        .find();
    }

    @Test
    @DisplayName("leaves out no row of the wire tables")
    void everyRow() throws IOException {
        try (Stream<Path> tables = Files.list(WIRE)) {
            assertThat(tables.flatMap(CompatibilityTest::titles).filter(title -> !document.contains(title)))
                    .isEmpty();
        }
    }

    private static Stream<String> titles(Path table) {
        return text(table)
                .lines()
                .filter(line -> line.startsWith("= "))
                .map(line -> table.getFileName() + ": [" + line.substring(2) + "]");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
