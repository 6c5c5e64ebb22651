package io.faye.tck.selftest.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineProvider;
import io.faye.engine.memory.MemoryEngineProvider;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@Tag("process")
@Timeout(150)
@DisplayName("The kit as a program")
class KitAsProgramTest {

    @TempDir
    private Path folder;

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private Document xml() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("faye-tck.xml").toFile());
    }

    @Test
    @DisplayName("finds nothing wrong with the memory engine, and says what does not apply to it and why")
    void passesTheMemoryEngine() throws Exception {
        KitProcess kit = KitProcess.run(
                folder,
                "--engine",
                "memory",
                "--classpath",
                location(MemoryEngineProvider.class),
                "--report",
                folder.toString());
        assertThat(kit.code()).as(kit.output() + kit.errors()).isZero();
        assertThat(kit.output())
                .containsPattern("PUB-1 +MUST +passed +[0-9.]+ s +\\d+ tests")
                .containsPattern("DIS-1 +MUST +not applicable +the engine is not shared between processes")
                .containsPattern("FLT-1 +MUST +not applicable +nothing outlives the engine's process")
                .doesNotContain("failed");
        assertThat(xml().getElementsByTagName("failure").getLength()).isZero();
        assertThat(xml().getElementsByTagName("testcase").getLength()).isGreaterThan(26);
        assertThat(Files.readString(folder.resolve("faye-tck.html")))
                .contains("<h1>The engine “memory”</h1>", "PUB-1")
                .doesNotContain("src=", "href=", "{facts}", "{rules}");
    }

    @Test
    @DisplayName("shows which rules a wrong engine breaks, and how")
    void failsAWrongEngine() throws Exception {
        Path service = folder.resolve("META-INF/services").resolve(EngineProvider.class.getName());
        Files.createDirectories(service.getParent());
        Files.writeString(service, DoublingEngineProvider.class.getName());
        String classPath = String.join(
                File.pathSeparator,
                folder.toString(),
                location(DoublingEngineProvider.class),
                location(MemoryEngineProvider.class));
        KitProcess kit =
                KitProcess.run(folder, "--engine", "doubling", "--classpath", classPath, "--report", folder.toString());
        assertThat(kit.code()).as(kit.output() + kit.errors()).isOne();
        assertThat(kit.output())
                .containsPattern("PUB-1 +MUST +failed")
                .containsPattern("CLI-1 +MUST +passed")
                .contains("What happened: ", "Look at: ");
        assertThat(xml().getElementsByTagName("failure").getLength()).isPositive();
        assertThat(Files.readString(folder.resolve("faye-tck.html"))).contains("class=\"failed\"");
    }

    @Test
    @DisplayName("refuses what it cannot use in one line")
    void refuses() throws Exception {
        String jar = location(MemoryEngineProvider.class);
        assertRefused("--engine", "--classpath", jar);
        assertRefused("There is no file or folder '/no/such.jar'", "--engine", "memory", "--classpath", "/no/such.jar");
        assertRefused("Expected one engine named 'memori'", "--engine", "memori", "--classpath", jar);
        assertRefused("Unknown option [url]", "--engine", "memory", "--classpath", jar, "--option", "url=x");
        assertRefused("--start", "--engine", "memory", "--classpath", jar, "--stop", "true");
    }

    @Test
    @DisplayName("says which class of an engine is missing")
    void missesAJar() throws Exception {
        Path classes = folder.resolve("classes");
        Path service = classes.resolve("META-INF/services").resolve(EngineProvider.class.getName());
        Files.createDirectories(service.getParent());
        Files.writeString(service, "com.example.Nowhere");
        assertRefused("com.example.Nowhere", "--engine", "nowhere", "--classpath", classes.toString());
    }

    @Test
    @DisplayName("says before the tests that it cannot write its reports, and ends with 3")
    void cannotWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertFails(
                3,
                "Cannot write the reports to '" + file + "'",
                "--engine",
                "memory",
                "--classpath",
                location(MemoryEngineProvider.class),
                "--report",
                file.toString());
    }

    private void assertRefused(String reason, String... arguments) throws Exception {
        assertFails(2, reason, arguments);
    }

    private void assertFails(int code, String reason, String... arguments) throws Exception {
        KitProcess kit = KitProcess.run(folder, arguments);
        assertThat(kit.code()).as(kit.output() + kit.errors()).isEqualTo(code);
        assertThat(kit.output()).isEmpty();
        assertThat(kit.errors().lines()).singleElement().asString().contains(reason);
    }

    @Test
    @DisplayName("tells its options and exit codes")
    void helps() throws Exception {
        KitProcess kit = KitProcess.run(folder, "--help");
        assertThat(kit.code()).isZero();
        assertThat(kit.output()).contains("--engine", "--option", "--classpath", "--distributed", "Exit codes:");
    }
}
