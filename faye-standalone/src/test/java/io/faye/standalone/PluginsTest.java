package io.faye.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.extension.Extension;
import io.faye.standalone.example.Greetings;
import io.faye.standalone.example.StaffNews;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Plugins")
class PluginsTest {

    private static final String SERVICE = "META-INF/services/io.faye.extension.Extension";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("are found in a folder of classes")
    void areFoundInAFolder() throws IOException {
        Path service = folder.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.writeString(service, StaffNews.class.getName());
        assertFound(folder.toString());
    }

    @Test
    @DisplayName("are found in a jar, behind another element")
    void areFoundInAJar() throws IOException {
        assertFound(folder + File.pathSeparator + jar());
    }

    @Test
    @DisplayName("are found in any jar of a folder")
    void areFoundInAnyJar() throws IOException {
        jar();
        assertFound(folder + File.separator + "*");
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("plugin.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(StaffNews.class.getName().getBytes(UTF_8));
        }
        return jar;
    }

    private static void assertFound(String classpath) throws IOException {
        try (var loader = Plugins.loader(List.of(classpath))) {
            assertThat(Plugins.extensions(loader)).hasExactlyElementsOfTypes(StaffNews.class);
        }
    }

    @Test
    @DisplayName("bring services too")
    void bringServices() throws IOException {
        Path service = folder.resolve("META-INF/services/io.faye.server.ServiceProvider");
        Files.createDirectories(service.getParent());
        Files.writeString(service, Greetings.class.getName());
        try (var loader = Plugins.loader(List.of(folder.toString()))) {
            assertThat(Plugins.services(loader)).hasExactlyElementsOfTypes(Greetings.class);
        }
    }

    @Test
    @DisplayName("are none without a class path")
    void areNone() throws IOException {
        try (var loader = Plugins.loader(List.of())) {
            List<Extension> extensions = Plugins.extensions(loader);
            assertThat(extensions).isEmpty();
        }
    }

    @Test
    @DisplayName("refuse an element that is not there, by name")
    void refuseWhatIsNotThere() {
        assertThatThrownBy(() -> Plugins.loader(List.of("/no/such.jar")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such.jar");
    }

    @Test
    @DisplayName("that cannot be loaded are named")
    void nameWhatIsBroken() throws IOException {
        Path service = folder.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.writeString(service, "no.such.Extension");
        try (var loader = Plugins.loader(List.of(folder.toString()))) {
            assertThatThrownBy(() -> Plugins.extensions(loader))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no.such.Extension");
        }
    }
}
