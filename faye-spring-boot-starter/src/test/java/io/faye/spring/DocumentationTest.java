package io.faye.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about Spring Boot")
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final Pattern SAMPLE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/spring-boot.md"));
    }

    private static String sources() throws IOException {
        try (Stream<Path> example = Files.walk(ROOT.resolve("examples/spring-boot-chat/src"));
                Stream<Path> tests = Files.walk(ROOT.resolve("faye-spring-boot-starter/src/test"))) {
            return Stream.concat(example, tests)
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentationTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("shows what is compiled and tested")
    void samples() throws IOException {
        List<String> samples =
                SAMPLE.matcher(page()).results().map(found -> found.group(1)).toList();
        String sources = sources();
        assertThat(samples).isNotEmpty().allSatisfy(sample -> assertThat(sources)
                .contains(sample));
    }

    @Test
    @DisplayName("lists the properties")
    void properties() throws IOException {
        String page = page();
        assertThat(FayeProperties.class.getRecordComponents())
                .allSatisfy(property -> assertThat(page).contains("`faye." + dashed(property.getName())));
    }

    private static String dashed(String name) {
        Matcher capitals = Pattern.compile("[A-Z]").matcher(name);
        return capitals.replaceAll(found -> "-" + found.group().toLowerCase(Locale.ROOT));
    }
}
