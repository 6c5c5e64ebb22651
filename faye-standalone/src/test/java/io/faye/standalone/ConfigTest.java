package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.protocol.ChannelNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

@DisplayName("A configuration file")
class ConfigTest {

    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("faye.yaml"), List.of(lines));
    }

    /** The options that a command line comes to, without a server. */
    private static ServeOptions options(Map<String, String> environment, Object... arguments) {
        ServeOptions options = new ServeOptions(environment);
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        Main.settled(new CommandLine(new ServeCommand(options))).parseArgs(words);
        return options.complete();
    }

    @Test
    @DisplayName("may hold every option of the command line")
    void holdsOptions() throws IOException {
        Path file = file(
                "port: 8123",
                "mount: /a/b # where clients connect",
                "timeout: 30",
                "allowed-origin: [https://a.example, https://b.example]",
                "allowed-header: [X-Api-Key, Traceparent]",
                "deflate: true",
                "no-console: false",
                "max-sessions: 7",
                "max-memory: 300m",
                "engine: redis",
                "option:",
                "  url: redis://localhost:6379",
                "  namespace: chat",
                "tls-cert: c.pem",
                "tls-key: k.pem");

        ServeOptions options = options(Map.of(), "--config", file);

        assertThat(options.port()).isEqualTo(8123);
        assertThat(options.mount()).isEqualTo("/a/b");
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.allowedOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(options.allowedHeaders()).containsExactly("X-Api-Key", "Traceparent");
        assertThat(options.deflate()).isTrue();
        assertThat(options.console()).isEqualTo(ConsoleAccess.THIS_MACHINE);
        assertThat(options.admission().sessions()).isEqualTo(7);
        assertThat(options.admission().memory()).isEqualTo(300L << 20);
        assertThat(options.engine()).isEqualTo("redis");
        assertThat(options.engineOptions().values())
                .containsEntry("url", "redis://localhost:6379")
                .containsEntry("namespace", "chat");
        assertThat(options.tls()).isNotNull();
    }

    @Test
    @DisplayName("gives way to the command line, and its port to the environment's")
    void givesWay() throws IOException {
        Path file = file("port: 8123", "mount: /a", "allowed-origin: https://a.example");

        ServeOptions options = options(
                Map.of("PORT", "8200"), "--mount=/b", "--config", file, "--allowed-origin", "https://b.example");

        assertThat(options.port()).isEqualTo(8200);
        assertThat(options.mount()).isEqualTo("/b");
        assertThat(options.allowedOrigins()).containsExactly("https://b.example");
        assertThat(options(Map.of("PORT", "8200"), "--config", file, "--port", "1")
                        .port())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("has rules for the names of channels that it, or the command line, has the server accept")
    void channelNames() throws IOException {
        String rules = "rules: [{allow: subscribe, channels: [/stock/GOOG.N, /my channel/*]}]";
        assertThat(options(Map.of(), "--config", file("channel-names: cometd", rules))
                        .security()
                        .parts())
                .hasSize(1);
        assertThat(options(Map.of(), "--config", file(rules), "--channel-names", "cometd")
                        .channelNames())
                .isEqualTo(ChannelNames.COMETD);
        assertThat(options(Map.of()).channelNames()).isEqualTo(ChannelNames.FAYE);
    }

    @Test
    @DisplayName("gives way to the port that IIS or Azure for Windows names")
    void portOfTheHost() throws IOException {
        Path file = file("port: 8123");
        assertThat(options(Map.of("SERVER_PORT", "8300"), "--config", file).port())
                .isEqualTo(8300);
        assertThat(options(Map.of("SERVER_PORT", "8300", "HTTP_PLATFORM_PORT", "8200"), "--config", file)
                        .port())
                .isEqualTo(8200);
        assertThat(options(Map.of("PORT", "", "HTTP_PLATFORM_PORT", "8200"), "--config", file)
                        .port())
                .isEqualTo(8200);
        assertThat(options(Map.of("PORT", "8100", "HTTP_PLATFORM_PORT", "8200")).port())
                .isEqualTo(8100);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            port: 1                      |                  | THIS_MACHINE
            limits: {payload: 9}         |                  | THIS_MACHINE
            limits: {payload: 9}         | --no-console     | NOBODY
            console: true                |                  | THIS_MACHINE
            console: false               |                  | NOBODY
            rules: []                    |                  | NOBODY
            AUTH                         |                  | NOBODY
            AUTH\\nno-console: false     |                  | NOBODY
            AUTH\\nconsole: false        |                  | NOBODY
            AUTH\\nconsole: true         |                  | THIS_MACHINE
            AUTH\\nremote-console: true  |                  | ANYBODY
            AUTH                         | --console        | THIS_MACHINE
            AUTH                         | --remote-console | ANYBODY
            AUTH\\nconsole: true         | --no-console     | NOBODY
            AUTH\\nno-console: true      | --console        | THIS_MACHINE
            """)
    @DisplayName("that says who may do what turns the console off, unless somebody asks for it")
    void hidesTheConsole(String text, @Nullable String option, ConsoleAccess access) throws IOException {
        String auth = "auth: {tokens: {secret: 0123456789abcdef0123456789abcdef}}";
        Path file = file(text.replace("AUTH", auth).split("\\\\n"));

        ServeOptions options =
                option == null ? options(Map.of(), "--config", file) : options(Map.of(), "--config", file, option);

        assertThat(options.console()).isEqualTo(access);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            prot: 1                    | faye.yaml:2: there is no 'prot' (did you mean 'port'?); known are allowed-header,
            port: many                 | faye.yaml:2: Invalid value for option '--port'
            port: 70000                | faye.yaml:2: Invalid value for option '--port'
            port:                      | faye.yaml:2: expected one value here
            timeout: [1, 2]            | faye.yaml:2: expected one value here
            deflate: maybe             | faye.yaml:2: expected true or false here, but got 'maybe'
            allowed-origin: everywhere | faye.yaml:2: Invalid value for option '--allowed-origin'
            allowed-origin: [https://a.example, b] | faye.yaml:2: Invalid value for option '--allowed-origin'
            option: speed              | faye.yaml:2: Value for option option '--option'
            option: {a: {b: c}}        | faye.yaml:2: expected one value here
            config: other.yaml         | faye.yaml:2: there is no 'config'
            mount: '/a'\\nmount: '/b'  | faye.yaml:3: 'mount' is said twice
            engine: [                  | faye.yaml:3: expected
            \\tport: 1                 | faye.yaml:2: found character
            - port                     | faye.yaml:2: expected names with values here
            tls-cert: a.pem            | --tls-key
            auth: {required: true}     | faye.yaml:2: Expected at least one authenticator
            auth:\\n  tokens: {secret: short} | faye.yaml:3: Expected a secret of 32 bytes or more, but got 5; 'openssl rand -base64 32' makes one
            auth: {jwt: {algorithm: HS512, secret: short}} | 'openssl rand -base64 64' makes one
            auth: {password: {password: short}} | faye.yaml:2: Expected a password of 16 bytes
            auth: {tokens: {secret: "${ACME_SECRET_FOR_CHAT_PRODUCTION}"}} | faye.yaml:2: variables are not replaced
            auth: {jwt: {algorithm: HS256, secret: "${ACME_SECRET_FOR_CHAT_PRODUCTION}"}} | faye.yaml:2: variables are not
            auth: {password: {password: "a ${PASSWORD_TO_PUBLISH}"}} | faye.yaml:2: variables are not replaced
            auth: {tokens: {secret-env: PATH, retired: "${ACME_SECRET_FOR_CHAT_PRODUCTION}"}} | faye.yaml:2: variables are not
            auth:\\n  tokens: {secret: abc, secret-env: X} | faye.yaml:3: expected only one of 'secret', 'secret-file'
            auth: {tokens: {secret-file: /no/such, secret-env: X}} | faye.yaml:2: expected only one of 'secret'
            auth: {jwt: {algorithm: HS256, secret: abc, secret-file: x}} | faye.yaml:2: expected only one of 'secret'
            auth: {jwt: {algorithm: RS256, key-file: x, jwks: 'https://a.example/'}} | faye.yaml:2: expected only one of 'secret'
            auth: {password: {password: abc, password-env: X}} | faye.yaml:2: expected only one of 'password'
            auth:\\n  tokens: {}       | faye.yaml:3: expected 'secret', 'secret-file' or 'secret-env' here
            auth:\\n  jwt: {algorithm: none} | faye.yaml:3: expected one of [HS256
            auth:\\n  jwt: {secret: x} | faye.yaml:3: expected the 'algorithm'
            auth: {jwt: {algorithm: RS256, key-file: /no/such}} | faye.yaml:2: there is no file '/no/such'
            auth: {tokens: {secret-file: /no/such}} | faye.yaml:2: there is no file '/no/such'
            auth: {tokens: {secret-file: /}} | faye.yaml:2: the file '/' cannot be read
            auth: {password: {password-env: NO_SUCH}} | faye.yaml:2: the environment has no variable 'NO_SUCH'
            auth: {tokens: {secrets: x}} | faye.yaml:2: 'secrets' means nothing here; known are retired, secret
            rules:\\n  - allow: eat    | faye.yaml:3: expected handshake, subscribe or publish, but got 'eat'
            rules:\\n  - to: anyone    | faye.yaml:3: expected either 'allow' or 'deny'
            channel-names: stomp       | faye.yaml:2: Invalid value for option '--channel-names'
            rules:\\n  - {allow: publish, channels: '/a/{b'} | faye.yaml:3: Rule 1: Expected a template
            rules:\\n  - {deny: publish, channels: /stock/GOOG.N} | faye.yaml:3: Rule 1: Expected a template such as
            rules:\\n  - {deny: publish, channels: /stock/GOOG.N} | nor a variable; with channel names 'cometd' it is
            channel-names: cometd\\nrules:\\n  - {deny: publish, channels: '/a*'} | faye.yaml:4: Rule 1: Expected a template
            rules:\\n  - {allow: publish, channels: /a, to: some} | faye.yaml:3: expected anyone, authenticated
            rules:\\n  - {allow: publish, channels: /a, to: "role:"} | faye.yaml:3: expected a name behind 'role:'
            rules:\\n  - {allow: publish, channels: /a, to: "named: "} | faye.yaml:3: expected a name behind 'named:'
            rules:\\n  - {allow: publish, channels: /a, to: [anyone, "role:a"]} | faye.yaml:3: without an 'auth' section nobody is ever 'role:a'
            rules:\\n  - {deny: handshake, to: authenticated} | faye.yaml:3: without an 'auth' section
            rules:\\n  - {allow: publish, channels: '/{a}', to: named:a} | faye.yaml:3: without an 'auth' section
            rules:                     | faye.yaml:2: expected a list of rules here, such as '- allow: handshake'
            rules: everything          | faye.yaml:2: expected a list of rules here
            limits: {client: {messages: 5}} | faye.yaml:2: expected 'per-second' and 'at-once' here, such as {per-second: 20, at-once: 100}
            limits: {address: {bytes: {per-second: 5}}} | faye.yaml:2: expected 'per-second' and 'at-once' here
            limits: {payload: many}    | faye.yaml:2: expected a number here
            filter-deliveries: true    | faye.yaml:2: there are no rules
            api: {key: short}          | Expected a key of 16 bytes or more, but got 5; 'openssl rand -base64 32' makes one
            api: {key: "a key with blanks"} | Expected a key of visible characters
            api: {key: "${FAYE_API_KEY_OF_BACKENDS}"} | faye.yaml:2: variables are not replaced
            api: {}                    | faye.yaml:2: expected 'key', 'key-file' or 'key-env' here
            api: {keys: x}             | faye.yaml:2: 'keys' means nothing here
            management: {token-file: /no/such} | faye.yaml:2: there is no file '/no/such'
            management: {token: 0123456789abcdef} | --management-token-file needs --management-port
            """)
    @DisplayName("that says something wrong is refused in one line that names its own")
    void refused(String text, String said) throws IOException {
        Path file = file(("# The first line\n" + text.replace("\\n", "\n").replace("\\t", "\t")).split("\n"));
        assertThat(failure(file)).contains(said);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            client: {messages: RATE}                            | 1
            client: {bytes: RATE, subscriptions: 7}             | 1
            client: {bytes: RATE}, principal: {subscriptions: 7} | 1
            client: {bytes: RATE}, principal: {messages: RATE}  | 0
            client: {messages: RATE}, address: {bytes: RATE}    | 0
            client: {subscriptions: 7}                          | 0
            address: {messages: RATE}, payload: 9               | 0
            """)
    @DisplayName("that bounds clients, and not those who publish without a session, is remarked upon in the log")
    void remarks(String limits, int lines) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger("io.faye.standalone.security");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        Path file = file("port: 1", "limits: {" + limits.replace("RATE", "{per-second: 5, at-once: 5}") + "}");

        options(Map.of(), "--config", file);

        logger.detachAppender(log);
        assertThat(log.list).hasSize(lines).allSatisfy(line -> assertThat(line.getFormattedMessage())
                .contains("faye.yaml:2: what is sent without a session has no limit"));
    }

    @Test
    @DisplayName("that is not there, or empty, is refused in one line that names it")
    void nothing() throws IOException {
        assertThat(failure(folder.resolve("none.yaml"))).contains("none.yaml");
        assertThat(failure(file())).contains("faye.yaml: says nothing");
    }

    private static String failure(Path file) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Main.commandLine(Map.of()).setErr(new PrintWriter(errors));
        int exitCode = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> commandLine.execute("serve", "--config", file.toString()));
        assertThat(exitCode).isNotZero();
        assertThat(errors.toString()).startsWith("faye: ").hasLineCount(1);
        return errors.toString();
    }
}
