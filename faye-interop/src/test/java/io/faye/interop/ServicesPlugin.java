package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;

/** Services for a standalone server, compiled against its jar as a user would: an element for {@code --classpath}. */
final class ServicesPlugin {

    private static final Path SOURCE = Path.of("src", "test", "plugin", "TestServices.java");
    private static final Path TARGET = Path.of("..", "faye-standalone", "target");

    private ServicesPlugin() {}

    /** {@return options for a server that is to have the services} */
    static String[] options(Path folder) {
        try {
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-cp", jar().toString(), "-d", folder.toString(), SOURCE.toString());
            assertThat(status).as("status of the compiler").isZero();
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve("io.faye.server.ServiceProvider"), "TestServices");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String[] {"--classpath", folder.toString()};
    }

    private static Path jar() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(TARGET, "faye-standalone-*-all.jar")) {
            files.forEach(jars::add);
        }
        return jars.stream()
                .max(Comparator.comparing(jar -> jar.toFile().lastModified()))
                .orElseThrow(() -> new AssertionError("There is no jar of the server in " + TARGET));
    }
}
