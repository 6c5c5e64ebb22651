package io.faye.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** There is no Windows to try the second launcher on, so it is compared with the first, and with what breaks batch files. */
@DisplayName("The launcher for Windows")
class LaunchersTest {

    private static final Path BIN = Path.of("src/main/dist/bin");
    private static final Pattern JVM_OPTION = Pattern.compile("(?<=[ \"=])-X[A-Za-z]*(?::[^ \"]+|[0-9][^ \"]*)");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\b(JAVA_HOME|JAVA_OPTS|FAYE_JAR)\\b");
    /** Options of the launcher for Unix that hold for some JDKs, or where somebody asks for them. */
    private static final Pattern OPTIONAL =
            Pattern.compile("-XX:(\\+AutoCreateSharedArchive|SharedArchiveFile).*|-Xlog.*|-XshowSettings.*");

    private static String text(String launcher) throws IOException {
        return Files.readString(BIN.resolve(launcher), StandardCharsets.US_ASCII);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(option -> !OPTIONAL.matcher(option).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("gives Java the same options as that for Unix, and reads the same variables")
    void agrees() throws IOException {
        assertThat(found(JVM_OPTION, text("faye.bat")))
                .hasSizeGreaterThan(6)
                .isEqualTo(found(JVM_OPTION, text("faye")));
        assertThat(found(ENVIRONMENT, text("faye.bat"))).isEqualTo(found(ENVIRONMENT, text("faye")));
    }

    @Test
    @DisplayName("quotes every path, keeps its variables to itself, and ends with Java's exit code")
    void quotes() throws IOException {
        List<String> lines = text("faye.bat").lines().toList();
        assertThat(lines).startsWith("@echo off").contains("setlocal").endsWith("exit /b %ERRORLEVEL%");
        assertThat(lines)
                .filteredOn(line -> line.contains("set ") && !line.startsWith("rem"))
                .allMatch(line -> line.matches(".*\\bset \"[A-Z]+=.*\""));
        assertThat(lines)
                .filteredOn(line -> line.contains("%JAR%") || line.contains("%JAVA%"))
                .allMatch(line -> line.contains("\"%JAR%\"") || line.contains("\"%JAVA%"));
        assertThat(lines.get(lines.size() - 2)).endsWith("%JAVA_OPTS% -jar \"%JAR%\" %*");
    }
}
