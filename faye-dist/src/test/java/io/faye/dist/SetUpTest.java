package io.faye.dist;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./faye test, where programs are missing,")
class SetUpTest {

    private static final Path SCRIPT = Path.of(System.getProperty("basedir", "."), "..", "faye");
    /** What every Unix has. */
    private static final List<String> BASICS = List.of("dirname", "readlink", "sed", "tr", "env", "find", "ls");

    private static final String NEEDED =
            " default-jdk-headless maven chromium chromium-driver nodejs npm ruby-faye" + " redis-server haproxy curl";

    @TempDir
    Path folder;

    /** The programs of a machine that was just installed. */
    private Path path;

    @BeforeEach
    void install() throws IOException {
        path = Files.createDirectory(folder.resolve("bin"));
        for (String name : BASICS) {
            Path usual = Path.of("/usr/bin", name);
            program(name, "exec " + (Files.exists(usual) ? usual : Path.of("/bin", name)) + " \"$@\"");
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(path.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    /** Fails, and says so. */
    private String test(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), "test")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path.toString()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(output);
    }

    @Test
    @DisplayName("installs them on Debian as root, all at once, and says so")
    void installs() throws IOException, InterruptedException {
        program("id", "echo 0");
        program("apt-get", "echo apt-get $*; case $1 in update) ;; *) exit 100 ;; esac");

        assertThat(test())
                .isEqualTo("faye: installing" + NEEDED + "\napt-get update -qq\n"
                        + "apt-get install -y -qq --no-install-recommends" + NEEDED + "\nfaye: could not install"
                        + NEEDED + "\n");
    }

    @Test
    @DisplayName("installs them with sudo where that asks for no password")
    void installsWithSudo() throws IOException, InterruptedException {
        program("id", "echo 1000");
        program("sudo", "[ $1 = -n ] && shift && SUDO=yes exec $*");
        program("true", "");
        program("apt-get", "echo apt-get as root: $SUDO; exit 100");

        assertThat(test()).contains("apt-get as root: yes\n");
    }

    @Test
    @DisplayName("says in one line what installs them where it may not")
    void asks() throws IOException, InterruptedException {
        program("id", "echo 1000");
        program("apt-get", "echo never called");

        assertThat(test()).isEqualTo("faye: please install what is missing: sudo apt-get install" + NEEDED + "\n");
    }

    @Test
    @DisplayName("says in one line what to install on other systems")
    void asksElsewhere() throws IOException, InterruptedException {
        program("id", "echo 1000");

        assertThat(test()).isEqualTo("faye: please install (names of Debian's packages):" + NEEDED + "\n");
    }
}
