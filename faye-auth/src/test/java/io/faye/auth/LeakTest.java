package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.faye.auth.support.Secret;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A credential")
class LeakTest extends GuardedServerTest {

    private static final String SECRET = "t0p-s3cr3t-p4ssw0rd";

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Log log = new Log();

    @Override
    List<Extension> guards() {
        Authenticator careless = credentials -> {
            if (credentials.auth("careless").isPresent()) {
                throw new IllegalStateException(
                        "Expected something else than " + credentials.auth("careless"),
                        new IllegalArgumentException(
                                credentials.auth("careless").get()));
            }
            if (credentials.auth("later").isPresent()) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException(credentials.auth("later").get()));
            }
            return AuthenticationResult.absent().now();
        };
        Authentication authentication = Authentication.builder()
                .authenticator(tokens)
                .authenticator(SharedPassword.of(SECRET, Principal.of("publisher")))
                .authenticator(careless)
                .build();
        return List.of(authentication, new Behind());
    }

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        root.trace("The log is listened to");
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @ParameterizedTest
    @DisplayName("reaches no extension behind, no subscriber, no reply and no line of the log")
    @ValueSource(
            strings = {
                "'ext':{'password':'SECRET'}",
                "'ext':{'auth':{'password':'SECRET'}}",
                "'ext':{'auth':{'token':'SECRET'}}",
                "'ext':{'auth':'SECRET'}",
                "'ext':{'auth':['SECRET']}",
                "'ext':{'auth':{'a':{'b':['SECRET']}}}",
                "'ext':{'Auth':{'token':'SECRET'}}",
                "'ext':{' AUTH ':{'token':'SECRET'}}",
                "'ext':{'Password':'SECRET'}",
                "'ext':{'\\u0061uth':{'token':'SECRET'}}",
                "'ext':{'\\u0070assword':'SECRET'}",
                "'ext':{'auth':{'password':'SECRET'},'auth':{'token':'x'}}",
                "'ext':{'password':'SECRET','password':'x','other':1}",
                "'ext':{'password':'x'},'ext':{'password':'SECRET'}",
                "'ext':{'password':'SECRET'},'ext':{'password':'x'}",
                "'ext':{'other':1,'password':'SECRET'}",
                "'ext':{'auth':{'careless':'SECRET'}}",
                "'ext':{'auth':{'later':'SECRET'}}",
                "'ext':'SECRET'",
                "'ext':['SECRET']",
            })
    void doesNotLeak(String credential) {
        Visitor listener = socket();
        ClientId client = listener.begin("");
        listener.subscribe(client, "/**");
        listener.poll(client, "");
        Visitor publisher = http();
        String shown = "," + credential.replace("SECRET", SECRET);
        ClientId session = publisher.begin("");
        for (String target : List.of("'/a'", "'/service/a'", "'/meta/x'", "'/a/*'", "'nonsense'", "['/a']")) {
            publisher.ask("{'channel':%s,'data':1%s}", target, shown);
            publisher.ask("{'channel':%s,'clientId':'%s'%s}", target, session, shown);
        }
        publisher.shakeHands(shown);
        publisher.ask("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/b'%s}", session, shown);
        publisher.ask("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/b'%s}", session, shown);
        publisher.poll(session, shown);
        publisher.ask("{'channel':'/meta/disconnect','clientId':'%s'%s}", session, shown);
        publisher.publish("/end", "end", "");

        listener.receivesUntil("end");
        assertThat(listener.seen()).noneMatch(message -> message.toString().contains(SECRET));
        assertThat(publisher.seen()).noneMatch(message -> message.toString().contains(SECRET));
        assertThat(found).as("what extensions behind saw").isNotEmpty().noneMatch(text -> text.contains(SECRET));
        assertThat(log.lines).as("the log").isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    @Test
    @DisplayName("that a client in the server's own process puts into a message reaches no subscriber either")
    void localPublisher() {
        Visitor listener = socket();
        ClientId client = listener.begin("");
        listener.subscribe(client, "/**");
        listener.poll(client, "");
        Message message =
                Message.parse(("{\"channel\":\"/a\",\"data\":\"end\",\"ext\":{\"password\":\"" + SECRET + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
        Visitor.await(server.client().publish(message));

        listener.receivesUntil("end");
        assertThat(listener.seen()).noneMatch(seen -> seen.toString().contains(SECRET));
    }

    @Test
    @DisplayName("is not told by what authenticators are shown or made of")
    void toStrings() {
        Credentials credentials = new Credentials(
                Visit.plain().with("authorization", "Bearer " + SECRET),
                Map.of("password", Json.of(SECRET)),
                new PrincipalExpiry(InstantSource.system(), Duration.ZERO, Duration.ZERO));

        assertThat(credentials.toString()).doesNotContain(SECRET);
        assertThat(Secret.of("secret", SECRET, 1).toString()).doesNotContain(SECRET);
    }

    /** Writes down what an extension is shown. */
    private final class Behind implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            found.add(message + " " + exchange.attributes());
            return Verdict.pass(message);
        }

        @Override
        public Verdict outgoing(Message message, Exchange exchange) {
            found.add(message + " " + exchange.attributes());
            return Verdict.pass(message);
        }
    }

    /** Writes down what is logged, down to the causes of what is thrown. */
    private static final class Log extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            for (IThrowableProxy fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
                lines.add(fault.getClassName() + ": " + fault.getMessage());
            }
        }
    }
}
