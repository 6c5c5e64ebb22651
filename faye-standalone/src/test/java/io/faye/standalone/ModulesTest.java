package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A module")
class ModulesTest {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "."), "..").normalize();

    static Stream<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(REPOSITORY)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java"))).toList().stream();
        }
    }

    /** Spring Boot has no module descriptors, so that what extends it has none either, but a name. */
    private static boolean isOfSpringBoot(Path module) {
        return module.endsWith("faye-spring-boot-starter");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    @DisplayName("says what it is in a module-info, or has a name at least")
    void hasAModuleInfo(Path module) {
        if (isOfSpringBoot(module)) {
            assertThat(module.resolve("pom.xml"))
                    .content()
                    .contains("<Automatic-Module-Name>io.faye.spring</Automatic-Module-Name>");
        } else {
            assertThat(module.resolve("src/main/java/module-info.java")).exists();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    @DisplayName("provides the same services on the module path as on the class path")
    void providesTheSameTwice(Path module) throws IOException {
        Path classes = module.resolve("target/classes");
        // The benchmark comes after this module and may not have been compiled yet.
        if (Files.exists(classes.resolve("module-info.class"))) {
            assertThat(serviceFiles(classes.resolve("META-INF/services"))).isEqualTo(provided(classes));
        }
    }

    private static Map<String, Set<String>> provided(Path classes) throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            ModuleDescriptor.read(in)
                    .provides()
                    .forEach(provides -> services.put(provides.service(), new TreeSet<>(provides.providers())));
        }
        return services;
    }

    private static Map<String, Set<String>> serviceFiles(Path folder) throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> services.put(file.getFileName().toString(), providers(file)));
            }
        }
        return services;
    }

    private static Set<String> providers(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new TreeSet<>(lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
