package io.faye.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.FayeClient;
import io.faye.junit.FayeServerTest;
import io.faye.junit.example.ClientExamples.Order;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.server.LocalClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FayeServerTest
@DisplayName("The documentation of the Java client")
class DocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    private Object next() throws InterruptedException {
        Object next = received.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/java-client.md", "docs/junit.md"})
    @DisplayName("shows code that compiles and is run here")
    void showsCodeThatCompiles(String document) throws IOException {
        StringBuilder compiled = new StringBuilder();
        try (Stream<Path> files = Files.list(MODULE.resolve("src/test/java/io/faye/junit/example"))) {
            for (Path file : files.sorted().toList()) {
                compiled.append(Files.readString(file));
            }
        }
        List<String> shown = JAVA.matcher(Files.readString(MODULE.resolve("..").resolve(document)))
                .results()
                .map(code -> code.group(1))
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(code -> assertThat(compiled.toString())
                .containsIgnoringWhitespaces(code));
    }

    @Test
    @DisplayName("has a first program that prints what it says")
    void chat(URI server) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Chat.main(new String[] {server.toString()});
        } finally {
            System.setOut(before);
        }
        assertThat(Files.readString(MODULE.resolve("../docs/java-client.md")))
                .contains("received {\"text\":\"Hello\"}");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("received {\"text\":\"Hello\"}\n");
    }

    @Test
    @DisplayName("has a listener that tells people whether they are online")
    void listener(URI server) throws InterruptedException {
        try (FayeClient client = ClientExamples.secured(server, () -> "a token", received::add)) {
            client.connect().join();
            assertThat(next()).isEqualTo("online by websocket");
        }
    }

    @Test
    @DisplayName("publishes and gets objects")
    void orders(FayeClient client) throws InterruptedException {
        ClientExamples.orders(client, received::add);
        assertThat(next()).isInstanceOfSatisfying(Order.class, order -> assertThat(order.amount())
                .isEqualTo(3));
    }

    @Test
    @DisplayName("tells accepted from refused publications")
    void outcomes(FayeClient client) {
        assertThat(ClientExamples.outcome(client, "/a", 1).toCompletableFuture().join())
                .isEqualTo("accepted");
        assertThat(ClientExamples.outcome(client, "/a.b", 1)
                        .toCompletableFuture()
                        .join())
                .isEqualTo("refused with 405: Invalid channel");
    }

    @Test
    @DisplayName("reads a stream one message at a time")
    void stream(FayeClient client, LocalClient inside) throws Exception {
        ClientExamples.oneByOne(client, message -> received.add(message));
        client.subscribe("/jobs", message -> {}).join();
        for (int job = 1; job <= 3; job++) {
            inside.publish("/jobs", job).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        for (int job = 1; job <= 3; job++) {
            assertThat(((Message) next()).data()).contains(Json.of(job));
        }
    }
}
