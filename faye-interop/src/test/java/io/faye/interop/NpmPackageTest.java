package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@Timeout(300)
@DisplayName("The npm package of our client, packed and installed into an empty folder")
class NpmPackageTest {

    private static final String FLAG = "--experimental-websocket";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static NpmPackage alone;
    private static NpmPackage withWs;
    private static ServerProcess server;

    private final String here = Channels.own();
    private final DocumentPages pages;

    NpmPackageTest(World world) {
        pages = new DocumentPages(world.browser(), folder.resolve("alone"), server.url());
    }

    @BeforeAll
    static void install() throws IOException {
        Path tarball = NpmPackage.pack(folder);
        alone = NpmPackage.install(tarball, Files.createDirectory(folder.resolve("alone")));
        withWs = NpmPackage.install(tarball, Files.createDirectory(folder.resolve("with-ws")), "ws");
        server = ServerProcess.start(
                "npm-package", 5, "--static", folder.resolve("alone").toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("holds the built files, its description and its licence")
    void files() {
        assertThat(alone.files())
                .containsExactly(
                        "LICENSE",
                        "README.md",
                        "dist/client.cjs",
                        "dist/client.d.cts",
                        "dist/client.d.ts",
                        "dist/client.js",
                        "dist/client.mjs",
                        "dist/node.cjs",
                        "dist/node.mjs",
                        "package.json");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"import.mjs", "require.cjs"})
    @DisplayName("works in Node by a WebSocket of the package ws")
    void ws(String program) throws IOException {
        converses("websocket", withWs.run("node", "--require", "./none.cjs", program, server.url() + "", here));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"import.mjs", "require.cjs"})
    @DisplayName("works in Node by the built-in WebSocket")
    void builtIn(String program) throws IOException {
        assumeThat(alone.run("node", FLAG, "--version").status())
                .as("whether this Node has one")
                .isZero();
        converses("websocket", alone.run("node", FLAG, program, server.url() + "", here));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"import.mjs", "require.cjs"})
    @DisplayName("works in Node by polling where there is no WebSocket")
    void polling(String program) throws IOException {
        converses("long-polling", alone.run("node", "--require", "./none.cjs", program, server.url() + "", here));
    }

    private void converses(String type, Program program) throws IOException {
        JsonNode said = JSON.readTree(program.succeeds().output());
        assertThat(said.get("received").asText()).isEqualTo("Hello");
        assertThat(said.get("types")).hasToString("[\"" + type + "\"]");
        assertThat(said.get("version"))
                .isEqualTo(JSON.readTree(alone.description()).get("version"));
        assertThat(said.get("named").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("outlives a server that cannot be reached by a WebSocket of the package ws")
    void unreachable() throws IOException {
        String url = "http://127.0.0.1:" + Ports.free() + "/faye";
        withWs.write(
                "unreachable.mjs",
                """
                import Faye from 'faye-client-js';
                const client = new Faye.Client('%s', {retry: 0.1, endpoints: {'long-polling': '%s'}});
                client.publish('/a', 1).then(() => client.disconnect());
                """
                        .formatted(url, server.url()));
        withWs.run("node", "--require", "./none.cjs", "unreachable.mjs").succeeds();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"docs/browser-client.md", "faye-client-js/README.md"})
    @DisplayName("does in Node what the documents show")
    void document(String document) throws IOException {
        String example = DocumentPages.code(document, "javascript").get(0);
        alone.write("document.mjs", example.replace("http://localhost:8000/faye", server.url() + ""));
        assertThat(alone.run("node", "document.mjs").succeeds().output()).isEqualTo("received { text: 'Hello' }\n");
    }

    @Test
    @DisplayName("works in Chromium as a module, by the name of the package")
    void module() throws IOException {
        String module = entry("/exports/./import/default");
        pages.show("<script type=\"importmap\">{\"imports\": {\"faye-client-js\": \"" + module + "\"}}</script>\n"
                + "<script type=\"module\">\n"
                + DocumentPages.code("faye-client-js/README.md", "javascript").get(0) + "</script>\n");
        pages.awaitSaid("received {\"text\":\"Hello\"}");
    }

    @Test
    @DisplayName("works in Chromium as a classic script")
    void script() throws IOException {
        String conversation = DocumentPages.code("faye-client-js/README.md", "javascript")
                .get(0)
                .replaceFirst("import .*\n", "");
        pages.show("<script src=\"" + entry("/unpkg") + "\"></script>\n"
                + DocumentPages.script(conversation + "log(Faye.VERSION);\n"));
        String version = JSON.readTree(alone.description()).get("version").asText();
        pages.awaitSaid("log " + version, "received {\"text\":\"Hello\"}");
    }

    /** {@return the URL of a file that the package's description names} */
    private static String entry(String pointer) throws IOException {
        String path = JSON.readTree(alone.description()).at(pointer).asText();
        return server.url().resolve("/node_modules/faye-client-js/" + path).toString();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "--module node16 types.mts types.cts",
                "--module preserve types.mts",
                "--module preserve --moduleDetection legacy --types faye-client-js/script types.ts"
            })
    @DisplayName("has types that TypeScript takes, for import, require and the script")
    void types(String options) throws IOException {
        Path compiler = NodeModules.install().resolve("node_modules/typescript/bin/tsc");
        alone.run(("node " + compiler.toAbsolutePath() + " --noEmit --strict --target es2022 --lib es2022,dom "
                                + options)
                        .split(" "))
                .succeeds();
    }
}
