package io.faye.dist;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of the script with a Maven that writes the reports of tests, as Surefire does, and fails. */
@DisplayName("./faye test, where tests fail,")
class FailedTestsTest {

    private static final Path SCRIPT = Path.of(System.getProperty("basedir", "."), "..", "faye");

    private static final String MAVEN =
            """
            #!/bin/sh
            echo "[INFO] other modules still say much"
            mkdir -p module/target/surefire-reports
            cat >module/target/surefire-reports/SomeTest.txt <<'END'
            Test set: SomeTest
            Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in SomeTest
            SomeTest.delivers -- Time elapsed: 0.1 s <<< FAILURE!
            org.opentest4j.AssertionFailedError: 3 messages instead of 4
            END
            until [ module/target/surefire-reports/SomeTest.txt -nt target/tests-began ]; do
              touch module/target/surefire-reports/SomeTest.txt
            done
            exit 1
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("says last which tests failed and why, and fails itself")
    void saysWhichFailed() throws IOException, InterruptedException {
        program("mvn", MAVEN);
        Path old = Files.createDirectories(folder.resolve("other/target/surefire-reports"));
        Files.writeString(old.resolve("OldTest.txt"), "OldTest.failsOnce -- Time elapsed: 0.1 s <<< ERROR!\n");
        assertThat(old.resolve("OldTest.txt").toFile().setLastModified(0)).isTrue();

        assertThat(test())
                .contains(
                        """
                        SomeTest.delivers -- Time elapsed: 0.1 s <<< FAILURE!
                        org.opentest4j.AssertionFailedError: 3 messages instead of 4
                        faye: tests failed or could not run, see above
                        """)
                .endsWith("see above\n")
                .doesNotContain("OldTest");
    }

    private void program(String name, String script) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path file = Files.writeString(programs.resolve(name), script);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    /** Fails, and says so. */
    private String test() throws IOException, InterruptedException {
        // Only its presence matters to the script, and this test is no test of these.
        for (String name :
                List.of("chromium", "chromedriver", "node", "npm", "ruby", "redis-server", "haproxy", "curl")) {
            program(name, "#!/bin/sh\nexit 0\n");
        }
        Path script = Files.copy(SCRIPT, folder.resolve("faye"));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), "test")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = folder.resolve("programs") + ":" + Path.of(System.getProperty("java.home"), "bin");
        builder.environment().merge("PATH", path, (usual, ours) -> ours + ":" + usual);
        builder.environment().remove("JAVA_HOME");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(output);
    }
}
