package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Authentication;
import io.faye.auth.limits.RateLimits;
import io.faye.engine.EngineLimits;
import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ProtocolLimits;
import io.faye.server.BayeuxServer;
import io.faye.server.ServiceLimits;
import io.faye.transport.http.AdmissionLimits;
import io.faye.transport.http.HttpLimits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("The tables of limits in the security guide")
class LimitsTableTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final Pattern AMOUNT = Pattern.compile("([\\d,]+)(?: (KiB|MiB|s|min))?");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Map<String, Long> UNITS =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "s", 1_000L, "min", 60_000L);
    private static final long NONE = 0;

    /** One line of a table; a time counts in milliseconds. */
    private record Row(String limit, long amount, String option, String tests) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(9);
            return new Row(
                    cells[1].strip().replace("`", ""),
                    LimitsTableTest.amount(cells[3].strip()),
                    cells[4].strip().replace("`", ""),
                    cells[7].strip());
        }
    }

    private static long amount(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (text.equals("half of the heap")) {
            return MemoryBudget.defaultLimit();
        }
        Matcher amount = AMOUNT.matcher(text);
        assertThat(amount.matches()).as("that '%s' is an amount", text).isTrue();
        long unit = amount.group(2) == null ? 1 : UNITS.get(amount.group(2));
        return Long.parseLong(amount.group(1).replace(",", "")) * unit;
    }

    private static List<Row> rows() throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/security.md"))) {
            return lines.filter(line -> line.startsWith("| `")).map(Row::of).toList();
        }
    }

    /** {@return every limit that can be set in Java, with its default} */
    private static Map<String, Long> limits() {
        Map<String, Long> limits = new TreeMap<>();
        Stream.of(
                        ProtocolLimits.DEFAULT,
                        QueueLimits.DEFAULT,
                        EngineLimits.DEFAULT,
                        ServiceLimits.DEFAULT,
                        AdmissionLimits.DEFAULT)
                .forEach(defaults -> limits.putAll(amounts(defaults)));
        limits.putAll(fields(HttpLimits.builder(), Set.of(int.class, Duration.class)));
        limits.putAll(fields(BayeuxServer.builder(), Set.of(int.class, long.class, Duration.class)));
        limits.putAll(fields(Authentication.builder(), Set.of(int.class)));
        Class<?> rates = RateLimits.builder().getClass();
        Arrays.stream(rates.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == rates)
                .filter(method -> !method.getName().equals("clock"))
                .forEach(method -> limits.put(rates.getSimpleName() + "." + method.getName(), NONE));
        return limits;
    }

    private static Map<String, Long> amounts(Object defaults) {
        Class<?> type = defaults.getClass();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0)
                .filter(method ->
                        method.getParameterCount() == 0 && !method.getName().equals("hashCode"))
                .filter(method -> Set.of(int.class, long.class, Duration.class).contains(method.getReturnType()))
                .collect(Collectors.toMap(
                        method -> type.getSimpleName() + "." + method.getName(), method -> amount(method, defaults)));
    }

    private static long amount(Method method, Object of) {
        try {
            method.setAccessible(true);
            return amount(method.invoke(of));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot read a default", e);
        }
    }

    private static Map<String, Long> fields(Object builder, Set<Class<?>> types) {
        Class<?> type = builder.getClass();
        String owner = (type.isMemberClass() ? type.getEnclosingClass() : type).getSimpleName();
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && types.contains(field.getType()))
                .collect(Collectors.toMap(field -> owner + "." + field.getName(), field -> amount(field, builder)));
    }

    private static long amount(Field field, Object of) {
        try {
            field.setAccessible(true);
            return amount(field.get(of));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot read a default", e);
        }
    }

    private static long amount(Object value) {
        return value instanceof Duration time ? time.toMillis() : ((Number) value).longValue();
    }

    @Test
    @DisplayName("have every limit, once, with the default that it has")
    void haveEveryLimit() throws IOException {
        Map<String, Long> told = rows().stream().collect(Collectors.toMap(Row::limit, Row::amount));
        assertThat(told).containsExactlyInAnyOrderEntriesOf(limits());
    }

    @Test
    @DisplayName("have every option that sets a limit, with the default that it has")
    void haveEveryOption() throws IOException {
        CommandLine serve = Main.commandLine(Map.of()).getSubcommands().get("serve");
        Map<String, Long> options = serve.getCommandSpec().options().stream()
                .filter(option -> option.longestName().matches("--max-.*|--(.*-)?timeout"))
                .collect(Collectors.toMap(OptionSpec::longestName, option -> amount(option.initialValue())));
        assertThat(options).isNotEmpty();
        for (Row row : rows()) {
            if (row.option().startsWith("--")) {
                assertThat(options).containsEntry(row.option(), row.amount());
            }
        }
        assertThat(rows().stream().map(Row::option)).containsAll(options.keySet());
    }

    @Test
    @DisplayName("name tests that are there")
    void nameTests() throws IOException {
        Function<Row, List<String>> named = row -> TEST.matcher(row.tests())
                .results()
                .map((MatchResult test) -> test.group(1))
                .toList();
        Set<String> tests = tests();
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(named.apply(row))
                .as(row.limit())
                .isNotEmpty()
                .isSubsetOf(tests));
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, "faye-*")) {
            for (Path module : modules) {
                tests.addAll(tests(module.resolve("src/test/java")));
            }
        }
        return tests;
    }

    private static Set<String> tests(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .collect(Collectors.toSet());
        }
    }
}
