package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import picocli.CommandLine;

@DisplayName("What docs/hosting.md shows for IIS and Azure")
class HostingTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/hosting.md");
    private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    static List<String> configurations() throws IOException {
        return XML.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** {@return the one that starts the server} */
    private static Element ofTheHandler() throws IOException {
        return configurations().stream()
                .map(IisSchema::parse)
                .filter(root -> root.getElementsByTagName("httpPlatform").getLength() > 0)
                .findFirst()
                .orElseThrow();
    }

    private static Element only(Element root, String name) {
        assertThat(root.getElementsByTagName(name).getLength()).as(name).isOne();
        return (Element) root.getElementsByTagName(name).item(0);
    }

    /** {@return the command line behind {@code java}} */
    private static List<String> arguments() throws IOException {
        String arguments = only(ofTheHandler(), "httpPlatform").getAttribute("arguments");
        return List.of(arguments.split(" "));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    @DisplayName("is what the published schemas take")
    void isValid(String configuration) {
        assertThat(IisSchema.faults(IisSchema.parse(configuration))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "modules=, module=, There is no attribute configuration/system.webServer/handlers/add@module",
        "' verb=\"*\"', '', configuration/system.webServer/handlers/add@verb is missing",
        "Unspecified, Any, configuration/system.webServer/handlers/add@resourceType is 'Any' instead of one File Directory"
                + " Either Unspecified",
        "startupTimeLimit=\"60\", startupTimeLimit=\"1m\", configuration/system.webServer/httpPlatform@startupTimeLimit is '1m'"
                + " instead of uint 0 3600",
        "httpPlatform , httpPlatformHandler , There is no element configuration/system.webServer/httpPlatformHandler"
    })
    @DisplayName("is compared with the schemas, which refuse what is wrong")
    void refuses(String right, String wrong, String fault) throws IOException {
        String configuration = configurations().get(0);
        assertThat(configuration).contains(right);
        assertThat(IisSchema.faults(IisSchema.parse(configuration.replace(right, wrong))))
                .containsExactly(fault);
    }

    @Test
    @DisplayName("has the module handle all requests of the application")
    void handler() throws IOException {
        Element handler = only(ofTheHandler(), "add");
        assertThat(handler.getAttribute("modules")).isEqualTo("httpPlatformHandler");
        assertThat(handler.getAttribute("path")).isEqualTo("*");
        assertThat(handler.getAttribute("verb")).isEqualTo("*");
    }

    @Test
    @DisplayName("starts the server with options that it has, on the port that IIS names")
    void options() throws IOException {
        ServeOptions options = options(Map.of("HTTP_PLATFORM_PORT", "12345"), Stream.empty());
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(12_345);
        assertThat(options.ping()).isEqualTo(Duration.ofSeconds(30));
    }

    private static ServeOptions options(Map<String, String> environment, Stream<String> more) throws IOException {
        List<String> arguments = arguments();
        ServeOptions options = new ServeOptions(environment);
        Stream<String> own = arguments.stream().skip(arguments.indexOf("serve") + 1L);
        new CommandLine(new ServeCommand(options))
                .parseArgs(Stream.concat(own, more).toArray(String[]::new));
        return options.complete();
    }

    @ParameterizedTest
    @CsvSource({"/robots933456.txt, 404", "/health, 200"})
    @DisplayName("answers what asks whether it has started")
    void warmUp(String path, int status) throws Exception {
        try (StandaloneServer server = StandaloneServer.start(options(Map.of(), Stream.of("--port", "0")))) {
            URI uri = server.uri().resolve(path);
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(status);
        }
    }
}
