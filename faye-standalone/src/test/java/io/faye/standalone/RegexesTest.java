package io.faye.standalone;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.faye.standalone.Regexes.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds regular expressions away from what clients send. Where one is added, this test wants to know whose text it looks
 * at: text of clients and of other servers is read in one pass by hand, or by an expression whose only repetition has a
 * bound, or is possessive and matches the whole text.
 */
@DisplayName("The server's regular expressions")
class RegexesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    private static final List<String> MODULES = List.of(
            "faye-protocol",
            "faye-engine-api",
            "faye-engine-memory",
            "faye-extensions",
            "faye-auth",
            "faye-server",
            "faye-transport",
            "faye-transport-http",
            "faye-servlet",
            "faye-metrics",
            "faye-tracing",
            "faye-standalone");

    private static final List<String> OF_CLIENTS = List.of(
            "Callback.java: [a-z_$][a-z0-9_$]*+",
            "EventsApi.java: \\d{1,18}",
            "JsonLine.java: [\\r\\n\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]",
            // Claims of a token whose signature is right.
            "JwtReader.java: \\s+");

    private static final List<String> OF_OPERATORS = List.of(
            "ChannelTemplate.java: \\{([A-Za-z_][A-Za-z0-9_]*)}",
            "AddressBlock.java: \\d{1,3}",
            "ConsolePage.java: /+$",
            "Cors.java: [!#$%&'*+.^_`|~\\w-]+",
            "Listener.java: ^\\w+\\(\\.\\.\\) failed.*?: ",
            "Main.java: \\s*\\R\\s*",
            "PemFiles.java: -----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----",
            "PublicKeys.java: -----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----");

    private static final Set<String> OF_STRINGS = Set.of("split", "matches", "replaceAll", "replaceFirst");
    private static final Set<String> OF_PATTERNS = Set.of("compile", "matches");

    private static Stream<Use> ofServer() throws IOException {
        Stream.Builder<Use> uses = Stream.builder();
        for (String module : MODULES) {
            Regexes.in(ROOT.resolve(module)).forEach(uses);
        }
        return uses.build();
    }

    /**
     * The engine for Redis looks at what its users chose and at what Redis answers, and at no text of clients; the client at what
     * a server answers.
     */
    private static Stream<Use> all() throws IOException {
        Stream<Use> others = Stream.concat(
                Regexes.in(ROOT.resolve("faye-engine-redis")).stream(),
                Regexes.in(ROOT.resolve("faye-client")).stream());
        return Stream.concat(ofServer(), others);
    }

    @Test
    @DisplayName("repeat no repetition, whoever wrote the text that they look at")
    void linear() throws IOException {
        assertThat(all().filter(use -> Regexes.repeatsRepetition(use.text()))).isEmpty();
    }

    @Test
    @DisplayName("are known by whose text they look at")
    void known() throws IOException {
        assertThat(ofServer().filter(use -> !use.isOneCharacter()).map(Use::toString))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(OF_CLIENTS.stream(), OF_OPERATORS.stream())
                        .toList());
    }

    @Test
    @DisplayName("are all found in the sources, as text that the test can read")
    void complete() throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.faye");
        Map<String, Long> called = new TreeMap<>(
                classes.stream().flatMap(RegexesTest::uses).collect(groupingBy(RegexesTest::file, counting())));
        Map<String, Long> found = new TreeMap<>(all().collect(groupingBy(Use::file, counting())));
        found.keySet().retainAll(called.keySet());
        // It quotes the separator of paths.
        called.remove("ClassPath.java");
        assertThat(found).isEqualTo(called);
    }

    private static Stream<JavaCodeUnitAccess<?>> uses(JavaClass type) {
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .filter(RegexesTest::isRegex)
                .map(use -> (JavaCodeUnitAccess<?>) use);
    }

    private static boolean isRegex(JavaCodeUnitAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.isEquivalentTo(String.class) && OF_STRINGS.contains(access.getName())
                || owner.isEquivalentTo(Pattern.class) && OF_PATTERNS.contains(access.getName());
    }

    private static String file(JavaCodeUnitAccess<?> access) {
        return access.getOriginOwner()
                .getSource()
                .flatMap(source -> source.getFileName())
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a*b)*",
                "((a+)b)*",
                "(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\")++",
                "(x{2,})+",
                "(a+){3,}",
                "(\\w+\\s?)*"
            })
    @DisplayName("are told apart: these repeat a repetition")
    void repeats(String regex) {
        assertThat(Regexes.repeatsRepetition(regex)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b+",
                "(\\..*)?",
                "[*+]+(x)+",
                "\\(a+\\)+",
                "(a|b)*",
                "(a{1,3})+",
                "[a-z]*+",
                "([A-Z]+)x",
                "a++",
                "a+?"
            })
    @DisplayName("are told apart: these do not")
    void doesNotRepeat(String regex) {
        assertThat(Regexes.repeatsRepetition(regex)).isFalse();
    }
}
