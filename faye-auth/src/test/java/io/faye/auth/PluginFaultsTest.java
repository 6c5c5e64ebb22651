package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.auth.payload.PayloadRules;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.extension.Extension;
import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.BayeuxError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@DisplayName("When a plugged-in part of authentication fails")
class PluginFaultsTest {

    private static final Verdict FAILED = Verdict.refuse(BayeuxError.internal());
    private static final String SECRET = "hunter2";
    private static final String PUBLISH =
            "{\"channel\":\"/a\",\"data\":1,\"ext\":{\"auth\":{\"token\":\"" + SECRET + "\"}}}";

    private final Logger logger = (Logger) LoggerFactory.getLogger(ExtensionPipeline.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    /** An authenticator that gives what it was made with. */
    private record Planted(Supplier<CompletionStage<AuthenticationResult>> answer) implements Authenticator {

        @Override
        public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
            return answer.get();
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("throws an exception", planted(() -> {
                    throw new IllegalStateException(SECRET);
                })),
                Arguments.of("throws an error", planted(() -> {
                    throw new NoClassDefFoundError(SECRET);
                })),
                Arguments.of("returns null", planted(() -> null)),
                Arguments.of("completes with null", planted(() -> CompletableFuture.completedFuture(null))),
                Arguments.of(
                        "completes a minimal stage with null", planted(() -> CompletableFuture.completedStage(null))),
                Arguments.of(
                        "fails a stage",
                        planted(() -> CompletableFuture.failedFuture(new IllegalStateException(SECRET)))),
                Arguments.of(
                        "fails a minimal stage",
                        planted(() -> CompletableFuture.failedStage(new AssertionError(SECRET)))));
    }

    private static Supplier<CompletionStage<AuthenticationResult>> planted(
            Supplier<CompletionStage<AuthenticationResult>> answer) {
        return answer;
    }

    @ParameterizedTest(name = "because an authenticator {0}")
    @DisplayName("the message is refused, and the log names the part without the text of the fault")
    @MethodSource("faults")
    void isContained(String how, Supplier<CompletionStage<AuthenticationResult>> answer) {
        assertThat(verdict(authentication(new Planted(answer)))).isEqualTo(FAILED);
        assertThat(logged()).contains(Planted.class.getName()).doesNotContain(SECRET);
    }

    @Test
    @DisplayName("an outcome in a minimal stage is no fault")
    void takesMinimalStages() {
        Authenticator absent = new Planted(() -> CompletableFuture.completedStage(AuthenticationResult.absent()));
        Authenticator known = new Planted(
                () -> CompletableFuture.completedStage(AuthenticationResult.authenticated(Principal.of("ada"))));

        assertThat(verdict(authentication(absent, known))).isInstanceOf(Verdict.Pass.class);
        assertThat(lines.list).isEmpty();
    }

    /** A condition that throws. */
    private static final class BrokenCondition implements Subject.Condition {

        @Override
        public boolean holds(Principal principal, Map<String, String> variables) {
            throw new StackOverflowError("planted");
        }
    }

    /** A check that gives nothing. */
    private static final class BrokenCheck implements PayloadRules.Check {

        @Override
        @SuppressWarnings("NullAway")
        public List<String> faults(io.faye.protocol.Json data) {
            return null;
        }
    }

    @Test
    @DisplayName("the log names a condition of an access rule, and a check of payloads")
    void namesConditions() {
        Extension rules = Authorization.of(AccessRules.builder()
                .allow(Subject.satisfying("broken", new BrokenCondition()), Action.PUBLISH, "/a")
                .build());
        Authenticator known = new Planted(
                () -> AuthenticationResult.authenticated(Principal.of("ada")).now());

        assertThat(verdict(authentication(known), rules)).isEqualTo(FAILED);
        assertThat(logged()).contains(BrokenCondition.class.getName());
        lines.list.clear();
        assertThat(verdict(PayloadRules.builder().check("/a", new BrokenCheck()).build()))
                .isEqualTo(FAILED);
        assertThat(logged()).contains(BrokenCheck.class.getName());
    }

    @Test
    @DisplayName("because it does not answer, the log names it, and the message is refused in time")
    void namesTheSlow() throws InterruptedException {
        CountDownLatch named = new CountDownLatch(1);
        ListAppender<ILoggingEvent> slow = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getFormattedMessage().contains("authenticator=" + Planted.class.getName())) {
                    named.countDown();
                }
            }
        };
        slow.start();
        Logger authentication = (Logger) LoggerFactory.getLogger(Authentication.class);
        authentication.addAppender(slow);
        assertThat(verdict(authentication(new Planted(CompletableFuture::new)))).isEqualTo(FAILED);
        assertThat(named.await(10, TimeUnit.SECONDS)).isTrue();
        authentication.detachAppender(slow);
    }

    private static Extension authentication(Authenticator... authenticators) {
        AuthenticationBuilder builder = Authentication.builder();
        Stream.of(authenticators).forEach(builder::authenticator);
        return builder.build();
    }

    private static Verdict verdict(Extension... extensions) {
        try (ExtensionTester tester = ExtensionTester.of(extensions)) {
            return tester.incoming(PUBLISH, tester.exchange().build());
        }
    }

    private String logged() {
        assertThat(lines.list).hasSize(1);
        return lines.list.get(0).getFormattedMessage();
    }
}
