package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("The documentation")
class DocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");

    @ParameterizedTest
    @CsvSource({"README.md, Embedded", "docs/extensions.md, StaffNews"})
    @DisplayName("shows code that compiles")
    void showsCodeThatCompiles(String document, String example) throws IOException {
        String compiled = read("faye-standalone/src/test/java/io/faye/standalone/example/" + example + ".java");
        List<String> shown = JAVA.matcher(read(document))
                .results()
                .map(code -> code.group(1))
                .toList();
        assertThat(shown).hasSize(1);
        assertThat(compiled).containsIgnoringWhitespaces(shown.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/operations.md"})
    @DisplayName("tells every option of the server")
    void tellsEveryOption(String document) throws IOException {
        CommandLine serve = Main.commandLine(Map.of()).getSubcommands().get("serve");
        List<String> names = serve.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--help") && !name.equals("--version"))
                .toList();
        assertThat(read(document)).contains(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    @DisplayName("links to what is there")
    void linksToWhatIsThere(String document) throws IOException {
        assertThat(LINK.matcher(read(document)).results().map((MatchResult link) -> link.group(1)))
                .allSatisfy(target ->
                        assertThat(MODULE.resolve("..").resolve(target)).exists());
    }

    private static String read(String document) throws IOException {
        return Files.readString(MODULE.resolve("..").resolve(document));
    }
}
