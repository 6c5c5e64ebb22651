package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("A command line with a bad value")
class BadOptionsTest {

    private static final String TABLE =
            """
            2 | --port 70000                                     | --port
            2 | --port many                                      | --port
            1 | --host no.such.invalid                           | --host
            2 | --mount faye                                     | --mount
            2 | --mount /a?b                                     | --mount
            2 | --mount /f\u00e4ye                                  | --mount
            2 | --mount /a%20b                                   | --mount
            2 | --mount /faye/../x                               | --mount
            2 | --mount /faye/.                                  | --mount
            2 | --mount /faye//x                                 | --mount
            2 | --timeout 0                                      | --timeout
            2 | --timeout -1                                     | --timeout
            2 | --timeout 1e9                                    | --timeout
            2 | --ping often                                     | --ping
            2 | --allowed-origin example.com                     | --allowed-origin
            2 | --allowed-origin https://a.example/path          | --allowed-origin
            2 | --allowed-origin https://a.example --allowed-origin * | --allowed-origin
            2 | --allowed-header X-Api-Key,X-Other               | --allowed-header
            2 | --allowed-header *                               | --allowed-header
            1 | --static /no/such                                | --static
            2 | --tls-cert a.pem                                 | --tls-key
            2 | --tls-key a.pem                                  | --tls-cert
            1 | --tls-cert /no/such --tls-key /no/such           | --tls-cert
            1 | --tls-cert pom.xml --tls-key pom.xml             | --tls-cert
            2 | --tls-client-ca a.pem                            | --tls-cert
            2 | --tls-cert a --tls-key b --tls-client-auth need  | --tls-client-ca
            2 | --tls-cert a --tls-key b --tls-client-ca c --tls-client-auth yes | --tls-client-auth
            2 | --deflate=maybe                                  | --deflate
            2 | --trusted-proxy nginx                            | --trusted-proxy
            2 | --trusted-proxy 10.0.0.0/33                      | --trusted-proxy
            2 | --max-sessions -1                                | --max-sessions
            2 | --max-sessions-per-address -1                    | --max-sessions-per-address
            2 | --connect-timeout soon                           | --connect-timeout
            2 | --max-message-size 0                             | --max-message-size
            2 | --max-message-size 2g                            | --max-message-size
            2 | --max-message-size 9m                            | --max-queue-size
            2 | --max-batch-size 0                               | --max-batch-size
            2 | --max-queue-messages -1                          | --max-queue-messages
            2 | --max-queue-size many                            | --max-queue-size
            2 | --max-pause -1                                   | --max-pause
            2 | --drain-time long                                | --drain-time
            2 | --drain-grace -1                                 | --drain-grace
            2 | --max-connection-age old                         | --max-connection-age
            2 | --idle-timeout 0                                 | --idle-timeout
            2 | --log-level loud                                 | --log-level
            2 | --management-port 70000                          | --management-port
            1 | --management-port 0 --management-address no.such.invalid | --management-address
            1 | --management-port 0 --management-token-file /no/such | --management-token-file
            1 | --management-token-file pom.xml                  | --management-token-file
            1 | --management-port 0 --metrics-template chat      | --metrics-template
            1 | --api-key-file /no/such                          | --api-key-file
            1 | --api-key-file /dev/null                         | --api-key-file
            2 | --max-memory much                                | --max-memory
            2 | --max-memory -1m                                 | --max-memory
            2 | --max-memory m                                   | --max-memory
            2 | --max-memory 9999999999g                         | --max-memory
            2 | --max-connections many                           | --max-connections
            2 | --max-connections-per-address 1.5                | --max-connections-per-address
            2 | --channel-names stomp                            | --channel-names
            2 | --max-handshakes-per-second 9999999999           | --max-handshakes-per-second
            1 | --engine imaginary                               | --engine
            1 | --option speed=high                              | --option
            2 | --option speed                                   | --option
            1 | --classpath /no/such.jar                         | --classpath
            1 | --classpath /no/such/*                           | --classpath
            2 | --no-console --remote-console                    | --no-console
            2 | --no-console --remote-console                    | --remote-console
            2 | --console --no-console                           | --console
            1 | --config /no/such.yaml                           | --config
            2 | --colour red                                     | --colour
            """;

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    @DisplayName("is refused with the documented code and one line that names the option")
    void refused(int code, String options, String named) {
        String port = options.contains("--port") ? "" : "--port 0 ";
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Main.commandLine(Map.of()).setErr(new PrintWriter(errors));
        String[] words = ("serve " + port + options).split(" +");
        int exitCode = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> commandLine.execute(words));
        assertThat(errors.toString())
                .startsWith("faye: ")
                .hasLineCount(1)
                .containsPattern("\\Q" + named + "\\E(?![\\w-])");
        assertThat(exitCode).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "--option redis://:hunter2@localhost",
                "--option redis://:hunter2",
                "--engine redis --option=redis://user:hun@ter2@localhost:6379",
                "--engine redis redis://:hunter2@localhost",
                "--engine memory --option url=redis://:hunter2@localhost",
                "--engine memory --option password=hunter2"
            })
    @DisplayName("is refused with a line that shows no password")
    void passwords(String options) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Main.commandLine(Map.of()).setErr(new PrintWriter(errors));
        String[] words = ("serve --port 0 " + options).split(" +");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> commandLine.execute(words));
        assertThat(errors.toString()).startsWith("faye: ").doesNotContain("hunter2", "hun@", "ter2");
    }

    @ParameterizedTest(name = "PORT={0}")
    @CsvSource({"many", "70000", "-1"})
    @DisplayName("of the environment is refused with a line that names it")
    void environment(String port) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Main.commandLine(Map.of("PORT", port)).setErr(new PrintWriter(errors));
        int exitCode = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> commandLine.execute("serve"));
        assertThat(errors.toString()).contains("PORT", "'" + port + "'").hasLineCount(1);
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    @DisplayName("is tried for every option")
    void complete() {
        CommandLine serve = Main.commandLine(Map.of()).getSubcommands().get("serve");
        assertThat(serve.getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> !name.equals("--help") && !name.equals("--version"))
                        .filter(name -> TABLE.lines().noneMatch(line -> line.endsWith("| " + name)))
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
