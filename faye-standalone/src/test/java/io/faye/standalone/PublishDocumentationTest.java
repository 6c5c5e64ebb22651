package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The programs in the documentation of publishing")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PublishDocumentationTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/publish.md");
    private static final String KEY = "a-key-of-the-documentation";

    @TempDir
    private Path folder;

    private RunningServer server;
    private String client;

    @BeforeEach
    void start() throws Exception {
        Path key = Files.writeString(folder.resolve("api-key"), KEY);
        server = RunningServer.with("--api-key-file", key.toString());
        client = server.subscriber("/chat/*");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sample(String language) throws IOException {
        Matcher code = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static void assumeInstalled(String program) {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                program + " is not installed");
    }

    /** Runs a sample, which stands in a file, and waits for its message. */
    private void assertPublishes(String language, String file, List<String> command, String text) throws Exception {
        Files.writeString(folder.resolve(file), sample(language));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("FAYE_URL", server.at("/").toString().replaceAll("/$", ""));
        builder.environment().put("FAYE_API_KEY", KEY);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(output, StandardCharsets.UTF_8))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(server.poll(client)).contains("\"channel\":\"/chat/lobby\"", '"' + text + '"');
    }

    @Test
    @DisplayName("publish with curl")
    void curl() throws Exception {
        assumeInstalled("curl");
        assumeInstalled("sh");
        assertPublishes("sh", "publish.sh", List.of("sh", "publish.sh"), "Hello from curl");
    }

    @Test
    @DisplayName("publish in Java")
    void java() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertPublishes("java", "Publish.java", List.of(java, "Publish.java"), "Hello from Java");
    }

    @Test
    @DisplayName("publish in Python")
    void python() throws Exception {
        assumeInstalled("python3");
        assertPublishes("python", "publish.py", List.of("python3", "publish.py"), "Hello from Python");
    }

    @Test
    @DisplayName("publish in Node")
    void node() throws Exception {
        assumeInstalled("node");
        assertPublishes("js", "publish.mjs", List.of("node", "publish.mjs"), "Hello from Node");
    }
}
