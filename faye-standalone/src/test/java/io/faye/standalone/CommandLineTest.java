package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class CommandLineTest {

    private static final String RULES =
            """
            channel-names: %s
            auth:
              required: publish
              tokens: {secret-file: /no/such/file}
            rules:
              - allow: handshake
              - allow: subscribe
                channels: [/news/*, /weather]
              - allow: publish
                channels: /users/{user}
                to: named:user
              - allow: publish
                channels: /news/*
                to: role:editor
              - deny: subscribe
                channels: /news/drafts
                to: role:guest
            """;

    @TempDir
    private Path folder;

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("faye.yaml"), text).toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            srve                            | did you mean 'serve'?
            subscribe                       | Unmatched argument at index 0: 'subscribe' (see
            serve --prot 1                  | did you mean '--port'?
            serve --tls-certs=a.pem         | did you mean '--tls-cert'?
            serve --colour red              | Unknown option
            sub http://localhost /a --cuont 1 | did you mean '--count'?
            pub http://localhost /a 1 --wiat=1 | did you mean '--wait'?
            exlpain a.yaml                  | did you mean 'explain'?
            drain http://localhost --toke x | did you mean '--token'?
            sub http://localhost a          | 'a'
            sub http://localhost            | <pattern>
            sub ftp://localhost /a          | 'ftp://localhost' is no address
            sub http://localhost /a --count 0 | --count
            sub http://localhost /a --wait soon | --wait
            pub http://localhost /a hello   | --text takes it as text
            pub http://localhost /a/* 1     | /a/*
            pub http://localhost /meta/connect 1 | /meta/connect
            explain a.yaml publish          | Expected a channel to publish to
            explain a.yaml eat /a           | 'eat'
            explain a.yaml publish /a --role b | --role needs --as
            token a.yaml                    | --as
            token a.yaml --as ada --for long | --for
            token a.yaml --as ada --channel x | 'x'
            drain http://localhost          | FAYE_TOKEN
            drain http://localhost --token a --token-file b | --token
            """)
    @DisplayName("that is wrong ends with 2 and one line, which suggests the nearest name")
    void suggests(String words, String said) throws Exception {
        Command command = Command.run(words.split(" +"));
        assertThat(command.errors()).startsWith("faye: ").contains(said).hasLineCount(1);
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.lines()).isEmpty();
    }

    @Test
    @DisplayName("has help for all commands and for each")
    void helps() throws Exception {
        assertThat(Command.run("help").lines()).anyMatch(line -> line.contains("sub "));
        assertThat(Command.run("help", "pub").lines()).anyMatch(line -> line.contains("--wait"));
        assertThat(Command.run("drain", "--help").lines()).anyMatch(line -> line.contains("--grace"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            faye   | handshake                                  | 0 | granted | rule 1: allow anyone to shake hands
            faye   | subscribe /news/today                      | 0 | granted | allow anyone to subscribe to /news/*
            faye   | subscribe /news/drafts --as bob --role guest | 3 | refused | deny role guest
            faye   | subscribe /news/*                          | 0 | granted | allow anyone
            faye   | --as bob --role guest subscribe /news/*    | 3 | refused | only a part is allowed
            faye   | subscribe /**                              | 3 | refused | only a part is allowed
            cometd | --as ada publish /users/ada                | 0 | granted | allow the one named {user}
            faye   | --as ada publish /users/bob                | 3 | refused | no rule allows ada to publish to /users/bob
            faye   | publish /news/today                        | 3 | refused | 'auth' requires a credential
            faye   | publish /news/today --as eve --role editor | 0 | granted | allow role editor
            """)
    @DisplayName("explains what rules decide, in one line of JSON, and reads no secret")
    void explains(String names, String words, int code, String outcome, String reason) throws Exception {
        String file = file(RULES.formatted(names));
        Command command = Command.run(("explain " + file + " " + words).split(" +"));
        assertThat(command.errors()).isEmpty();
        assertThat(command.lines())
                .hasSize(1)
                .allMatch(line -> line.startsWith("{\"outcome\":\"" + outcome + "\",\"reason\":\""))
                .allMatch(line -> line.contains(reason));
        assertThat(command.exitCode()).isEqualTo(code);
    }

    @Test
    @DisplayName("explains by the names of channels, the filter and the sections that the file has")
    void explainsFiles() throws Exception {
        String cometd = "channel-names: cometd\nrules: [{allow: publish, channels: /stock/GOOG.N}]\n";
        assertThat(Command.run("explain", file(cometd), "publish", "/stock/GOOG.N")
                        .exitCode())
                .isZero();
        assertThat(Command.run("explain", file("rules: []"), "publish", "/stock/GOOG.N")
                        .errors())
                .contains("Expected a channel such as /chat/lobby, but got '/stock/GOOG.N'");
        String filtered = "rules: [{allow: subscribe, channels: /a/b}]\nfilter-deliveries: true\n";
        assertThat(Command.run("explain", file(filtered), "subscribe", "/a/*").lines())
                .containsExactly("{\"outcome\":\"partly\",\"reason\":\"only what is allowed, such as by rule 1: allow"
                        + " anyone to subscribe to /a/b\"}");
        assertThat(Command.run("explain", file("port: 1"), "publish", "/a").lines())
                .containsExactly("{\"outcome\":\"granted\",\"reason\":\"there are no rules\"}");
        Command nobody = Command.run("explain", file("port: 1"), "publish", "/a", "--as", "ada");
        assertThat(nobody.errors()).contains("Without an 'auth' section in the file nobody is ever 'ada'");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(Command.run("token", file("port: 1"), "--as", "ada").errors())
                .contains("faye.yaml: there is no 'tokens' in an 'auth' section")
                .hasLineCount(1);
        String elsewhere = "auth: {jwt: {algorithm: RS256, jwks: 'https://login.example/keys'}}";
        assertThat(Command.run("token", file(elsewhere), "--as", "ada").errors())
                .contains("no 'jwt' with a secret; other credentials are issued elsewhere")
                .hasLineCount(1);
    }

    @Test
    @DisplayName("checks a file with the files that it names, and takes or refuses it as 'serve' does")
    void checks() throws Exception {
        String good = file("port: 8123\nauth: {required: true, tokens: {secret: 0123456789abcdef0123456789abcdef}}\n");
        Command command = Command.run("check", good);
        assertThat(command.lines())
                .containsExactly("{\"file\":\"" + good + "\",\"valid\":true,\"engine\":\"memory\","
                        + "\"publish\":\"authenticated clients\",\"subscribe\":\"authenticated clients\"}");
        assertThat(command.exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            prot: 1                         | faye.yaml:1: there is no 'prot' (did you mean 'port'?); known are
            port: many                      | faye.yaml:1: Invalid value for option '--port'
            timeout: 0                      | --timeout
            engine: imaginary               | --engine
            static: /no/such/folder         | --static
            classpath: /no/such.jar         | --classpath
            tls-cert: c.pem                 | --tls-key
            'tls-cert: /no/such\\ntls-key: /no/such' | --tls-cert
            max-message-size: 9m            | --max-message-size
            management-token-file: /no/such | --management-token-file
            'management-port: 0\\nmetrics-template: chat' | --metrics-template
            api: {key: short}               | Expected a key of 16 bytes
            rules: [{allow: eat}]           | faye.yaml:1: expected handshake, subscribe or publish
            """)
    @DisplayName("refuses a file that 'serve' would refuse, with 1 and one line")
    void refusesFiles(String text, String said) throws Exception {
        Command command = Command.run("check", file(text.replace("\\n", "\n") + "\n"));
        assertThat(command.errors()).startsWith("faye: ").contains(said).hasLineCount(1);
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.lines()).isEmpty();
    }

    @Test
    @DisplayName("takes the sample of a configuration file, also with all that is commented out in it")
    void checksTheSample() throws Exception {
        Path sample = Path.of(System.getProperty("basedir", ".")).resolve("../faye-dist/src/main/dist/conf/faye.yaml");
        assertThat(Command.run("check", sample.toString()).exitCode()).isZero();
        String all = Files.readString(sample).replaceAll("(?m)^# ( *(?:- |[a-z-]+:).*)$", "$1");
        assertThat(all).contains("\nrules:", "\nengine: redis");
        Command command = Command.run("check", file(all));
        assertThat(command.errors()).isEmpty();
        assertThat(command.lines()).hasSize(1).allMatch(line -> line.contains("as the rules say"));
    }
}
