package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Does what docs/migrate-from-cometd.md says, with its code and its commands; only the port is another. */
@Tag("not-in-faye")
@Timeout(300)
@DisplayName("The guide for those who come from CometD")
class CometdMigrationTest {

    private static final String GUIDE = "docs/migrate-from-cometd.md";
    private static final String PORT = "8080";
    private static final String PASSWORD = "at least sixteen bytes";
    private static final String HEARD =
            "handshake true acknowledges true\n/stock/GOOG.N 178.5\nthe last quote is 178.5\n";
    private static final String IMPORTS =
            """
            import java.util.*;
            import java.util.concurrent.*;
            import org.cometd.bayeux.*;
            import org.cometd.bayeux.server.*;
            import org.cometd.server.*;
            """;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "FEED_PASSWORD",
            PASSWORD,
            "FAYE",
            Path.of("..").toAbsolutePath().normalize().toString());

    /** Below the folder where Node finds the packages. */
    private static Path folder;

    private static int port;

    @BeforeAll
    static void write() throws IOException {
        folder = Files.createTempDirectory(NodeModules.install().toAbsolutePath(), "quotes");
        port = Ports.free();
        for (String language : List.of("js", "yaml", "java")) {
            for (String code : DocumentPages.code(GUIDE, language)) {
                if (code.startsWith("//") || code.startsWith("#")) {
                    Files.writeString(folder.resolve(nameOf(code)), code.replace(PORT, String.valueOf(port)));
                }
            }
        }
    }

    /** {@return the name in the first line of a block of code} */
    private static String nameOf(String code) {
        return code.lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst("^(//|#) ", "")
                .replaceFirst(":.*", "");
    }

    private static String url() {
        return "http://127.0.0.1:" + port + "/cometd";
    }

    @Test
    @DisplayName("moves an application whose clients stay as they are, and get the same")
    void moves() throws IOException {
        Process old = cometd();
        assertThat(listen()).isEqualTo(HEARD);
        Processes.end(old);

        Process program = program();
        assertThat(listen()).isEqualTo(HEARD);
        Processes.end(program);
    }

    @Test
    @DisplayName("has a file by which the server takes quotes from whoever has the password, and from nobody else")
    void file() throws IOException {
        String config = folder.resolve("faye.yaml").toString();
        try (ServerProcess server = ServerProcess.start("migrated-by-file", 5, ENVIRONMENT, "--config", config)) {
            String address = server.url().resolve("/cometd").toString();
            Process feed = start("feed", ENVIRONMENT, "node", "feed.mjs", address);
            Files.writeString(
                    folder.resolve("listener.mjs"),
                    Files.readString(folder.resolve("client.mjs"))
                            .replaceFirst("(?s)cometd.remoteCall.*?\n    \\}\\);", "cometd.disconnect();"));
            assertThat(run("listener.mjs", address))
                    .as(server::story)
                    .isEqualTo(HEARD.replaceFirst("the last.*\n", ""));
            Processes.end(feed);
            Process stranger = start("stranger", Map.of(), "node", "feed.mjs", address);
            new ProcessLog("stranger-refused").awaitLine(stranger, "refused 403:/stock/GOOG.N:Forbidden channel");
            Processes.end(stranger);
        }
    }

    /** {@return what a client says that listens while another one feeds} */
    private static String listen() throws IOException {
        Process feed = start("feed", ENVIRONMENT, "node", "feed.mjs", url());
        try {
            // The first client can be faster than the service, which hears of a quote at the same time.
            run("client.mjs", url());
            return run("client.mjs", url());
        } finally {
            Processes.end(feed);
        }
    }

    private static String run(String client, String address) throws IOException {
        return Program.run(folder, "node", client, address).succeeds().output();
    }

    /** CometD's own server, with the policy and the service of the guide. */
    private static Process cometd() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("cometd"));
        Files.writeString(sources.resolve("QuoteServer.java"), resource("/migration/QuoteServer.java"));
        for (String name : List.of("FeedPolicy", "QuoteService")) {
            String code = DocumentPages.code(GUIDE, "java").stream()
                    .filter(block -> block.contains("final class " + name + " "))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(sources.resolve(name + ".java"), IMPORTS + code);
        }
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        libraries,
                        "-d",
                        sources.toString(),
                        sources.resolve("QuoteServer.java").toString(),
                        sources.resolve("FeedPolicy.java").toString(),
                        sources.resolve("QuoteService.java").toString());
        assertThat(status).as("status of the compiler").isZero();
        Process started =
                start("cometd", ENVIRONMENT, "java", "-cp", sources + ":" + libraries, "QuoteServer", "" + port);
        new ProcessLog("cometd-server").awaitLine(started, "http://");
        return started;
    }

    /** The program of the guide, by its commands: the last one runs it. */
    private static Process program() throws IOException {
        List<String> commands = DocumentPages.code(GUIDE, "sh").get(0).lines().toList();
        String last = commands.get(commands.size() - 1);
        String others = String.join("\n", commands.subList(0, commands.size() - 1));
        String faye = "export FAYE='" + ENVIRONMENT.get("FAYE") + "'\n";
        Program.run(folder, "sh", "-e", "-c", faye + others).succeeds();
        String jar = commands.get(0);
        Process started = start("quotes", ENVIRONMENT, "sh", "-e", "-c", faye + jar + "\nexec " + last);
        new ProcessLog("quotes-program").awaitLine(started, "http://");
        return started;
    }

    private static Process start(String name, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(new ProcessLog(name).appending());
        builder.environment().putAll(environment);
        return Processes.watched(builder.start());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CometdMigrationTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
