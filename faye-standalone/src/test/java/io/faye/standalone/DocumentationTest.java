package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("The documentation")
class DocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {"README.md", "docs/extensions.md", "docs/monitoring.md", "docs/rules.md", "docs/services.md"})
    @DisplayName("shows code that compiles")
    void showsCodeThatCompiles(String document) throws IOException {
        String compiled = examples();
        List<String> shown = JAVA.matcher(read(document))
                .results()
                .map(code -> code.group(1))
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(code -> assertThat(compiled).containsIgnoringWhitespaces(code));
    }

    /** Each module that has what documents show has it in a package of this name. */
    private static String examples() throws IOException {
        StringBuilder compiled = new StringBuilder();
        for (String folder :
                List.of("faye-standalone/src/test/java/io/faye/standalone", "faye-auth/src/test/java/io/faye/auth")) {
            try (Stream<Path> files =
                    Files.list(MODULE.resolve("..").resolve(folder).resolve("example"))) {
                for (Path file : files.sorted().toList()) {
                    compiled.append(Files.readString(file));
                }
            }
        }
        return compiled.toString();
    }

    @Test
    @DisplayName("tells every option of the server")
    void tellsEveryOption() throws IOException {
        CommandLine serve = Main.commandLine(Map.of()).getSubcommands().get("serve");
        List<String> names = serve.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--help") && !name.equals("--version"))
                .toList();
        assertThat(read("docs/operations.md")).contains(names);
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("links to what is there, down to the heading")
    void linksToWhatIsThere(Path document) throws IOException {
        assertThat(LINK.matcher(Files.readString(document)).results().map((MatchResult link) -> link.group(1)))
                .allSatisfy(target -> isThere(document, target.split("#", 2)));
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(MODULE.resolve(".."));
                Stream<Path> docs = Files.walk(MODULE.resolve("../docs"));
                Stream<Path> examples = Files.walk(MODULE.resolve("../examples"), 2)) {
            return Stream.of(root, docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .toList();
        }
    }

    private static void isThere(Path document, String[] target) throws IOException {
        Path file = target[0].isEmpty() ? document : document.resolveSibling(target[0]);
        assertThat(file).exists();
        if (target.length > 1) {
            assertThat(anchors(file)).contains(target[1]);
        }
    }

    /** The names that sites give to headings. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .toList();
    }

    private static String read(String document) throws IOException {
        return Files.readString(MODULE.resolve("..").resolve(document));
    }
}
