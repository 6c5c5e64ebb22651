package io.faye.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faye.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is handed out")
class DistributionTest {

    private static final String VERSION = System.getProperty("faye.version");
    private static final Path BUILT = Path.of(System.getProperty("faye.dist"));

    /** What a container engine does: a root of its own, which is read-only, with the usual devices and a /tmp. */
    private static final String CONTAINER = "mkdir -p \"$0/dev\" \"$0/proc\" && mount --bind \"$0\" \"$0\""
            + " && mount --rbind /dev \"$0/dev\" && mount -t proc proc \"$0/proc\""
            + " && mount -o remount,ro,bind \"$0\" && mount -t tmpfs tmpfs \"$0/tmp\""
            + " && exec chroot --userspec=65534:65534 \"$0\" \"$@\"";

    @TempDir
    Path folder;

    private Path unpack(String archive) throws IOException, InterruptedException {
        Path file = BUILT.resolve("faye-" + VERSION + "." + archive);
        Launched.run(
                folder,
                archive.equals("zip")
                        ? List.of(System.getProperty("java.home") + "/bin/jar", "-xf", file.toString())
                        : List.of("tar", "-xzf", file.toString()));
        return folder.resolve("faye-" + VERSION);
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar.gz", "zip"})
    @DisplayName("is an archive whose server starts with its configuration, works, and stops")
    void serves(String archive) throws IOException, InterruptedException {
        Path home = unpack(archive);
        List<String> command =
                List.of("sh", "bin/faye", "serve", "--config", "conf/faye.yaml", "--port", "0", "--host", "127.0.0.1");
        try (Launched server = Launched.start(home, command)) {
            URI at = URI.create(server.url());
            assertThat(get(at.resolve("/health").toString())).contains("up");
            assertThat(get(at.resolve("/faye.js").toString())).contains("Faye");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    @DisplayName("prints one line also when it keeps its classes for the next start")
    void oneLine() throws IOException, InterruptedException {
        assumeTrue(Runtime.version().feature() >= 19, "Java keeps classes of its own accord from 19 on");
        Path home = unpack("tar.gz");
        List<String> command =
                List.of("env", "FAYE_CACHE=" + folder, "sh", "bin/faye", "serve", "--port", "0", "--host", "127.0.0.1");
        try (Launched server = Launched.start(home, command)) {
            assertThat(server.stop()).isZero();
            assertThat(server.rest()).isEmpty();
        }
        assertThat(folder.resolve("faye-" + Runtime.version().feature() + ".jsa"))
                .isRegularFile();
    }

    @Test
    @DisplayName("has a launcher whose lines end as Windows wants them, and one for Unix")
    void endsLines() throws IOException, InterruptedException {
        Path bin = unpack("zip").resolve("bin");
        assertThat(Files.readString(bin.resolve("faye.bat")))
                .startsWith("@echo off\r\n")
                .doesNotContainPattern("[^\\r]\\n");
        assertThat(Files.readString(bin.resolve("faye"))).doesNotContain("\r");
    }

    @Test
    @DisplayName("says its version")
    void version() throws IOException, InterruptedException {
        assertThat(Launched.run(unpack("tar.gz"), List.of("bin/faye", "version")))
                .contains(VERSION);
    }

    @Test
    @DisplayName("says whose work is in it, and under which licence")
    void licences() throws IOException, InterruptedException {
        Path home = unpack("tar.gz");
        Json sbom = Json.parse(Files.readString(home.resolve("sbom.json")));
        List<Json> components = sbom.field("components").orElseThrow().elements();
        assertThat(components).hasSizeGreaterThan(10).allSatisfy(component -> assertThat(component.field("licenses"))
                .as(component.toString())
                .isPresent());
        assertThat(Files.readString(home.resolve("licenses/THIRD-PARTY.txt")))
                .contains("netty", "jackson-core", "jedis", "caffeine", "slf4j")
                .doesNotContain("Unknown license");
        assertThat(home.resolve("LICENSE")).isRegularFile();
    }

    @Test
    @DisplayName("has a unit that systemd understands")
    void unit() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "There is no systemd-analyze here");
        Path home = unpack("tar.gz");
        // systemd looks for the program of the unit.
        Path unit = folder.resolve("faye.service");
        Files.writeString(
                unit, Files.readString(home.resolve("systemd/faye.service")).replace("/opt/faye", home.toString()));
        assertThat(Launched.run(folder, List.of("systemd-analyze", "verify", unit.toString())))
                .doesNotContain("faye.service:");
    }

    @Test
    @DisplayName("is an image whose server runs as nobody, with a root that cannot be written")
    void image() throws IOException, InterruptedException {
        assumeTrue(mayMount(), "Without a container engine only a root that may mount can try the image");
        Path root = Files.createDirectories(folder.resolve("root"));
        Json config = unpackImage(root);
        assertThat(config.field("User").orElseThrow().asString()).contains("65534:65534");
        List<String> command = new ArrayList<>();
        for (String name : List.of("Entrypoint", "Cmd")) {
            config.field(name)
                    .orElseThrow()
                    .elements()
                    .forEach(word -> command.add(word.asString().orElseThrow()));
        }
        command.addAll(List.of("--port", "0", "--host", "127.0.0.1"));
        List<String> start = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", CONTAINER, root.toString()));
        start.addAll(command);
        try (Launched server = Launched.start(folder, start)) {
            assertThat(get(URI.create(server.url()).resolve("/health").toString()))
                    .contains("up");
            assertThat(server.stop()).isZero();
        }
    }

    private boolean mayMount() throws InterruptedException {
        try {
            Launched.run(folder, List.of("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", folder.toString()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return the configuration of the image, whose layers are put above each other} */
    private Json unpackImage(Path root) throws IOException, InterruptedException {
        Path image = Files.createDirectories(folder.resolve("image"));
        Path tar = BUILT.resolve("faye-" + VERSION + "-image.tar");
        Launched.run(image, List.of("tar", "-xf", tar.toString()));
        Json manifest = manifest(image);
        for (Json layer : manifest.field("layers").orElseThrow().elements()) {
            Launched.run(root, List.of("tar", "-xzf", blob(image, layer).toString()));
        }
        Json config =
                Json.parse(Files.readString(blob(image, manifest.field("config").orElseThrow())));
        return config.field("config").orElseThrow();
    }

    private static Json manifest(Path image) throws IOException {
        Json index = Json.parse(Files.readString(image.resolve("index.json")));
        return Json.parse(Files.readString(
                blob(image, index.field("manifests").orElseThrow().elements().get(0))));
    }

    private static Path blob(Path image, Json descriptor) {
        String digest = descriptor.field("digest").orElseThrow().asString().orElseThrow();
        return image.resolve("blobs").resolve(digest.replace(':', '/'));
    }
}
