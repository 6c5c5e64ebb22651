package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.Exchange;
import io.faye.extension.Request;
import io.faye.extension.Sessions;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.ClientId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A principal")
class PrincipalTest {

    @Test
    @DisplayName("is known again by every exchange of its session, with roles and expiry")
    void isKept() {
        Principal ada = new Principal(
                "ada \"the\" first\n",
                Set.of("editor", "a,b\"c"),
                Optional.of(Instant.ofEpochMilli(1_764_000_000_123L)));
        Exchange session = new Session();

        ada.keep(session).toCompletableFuture().join();

        assertThat(Principal.of(session)).contains(ada);
    }

    @Test
    @DisplayName("is the same when it comes back, whatever fraction of a millisecond it expires at")
    void forgetsNothing() {
        Principal ada = new Principal("ada", Set.of(), Optional.of(Instant.ofEpochSecond(1_764_000_000, 123_456_789)));
        Exchange session = new Session();

        ada.keep(session).toCompletableFuture().join();

        assertThat(Principal.of(session)).contains(ada);
    }

    @Test
    @DisplayName("is nobody before somebody was authenticated")
    void isNobodyAtFirst() {
        assertThat(Principal.of(new Session())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "",
                "7",
                "[]",
                "{}",
                "{\"name\":7}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\",\"roles\":[7]}",
                "{\"name\":\"a\",\"expires\":\"soon\"}",
                "{\"name\":\"a\",\"channels\":[\"x\"]}"
            })
    @DisplayName("is not what a test has made up wrongly: that is said")
    void saysWhatIsWrong(String value) {
        Exchange session = new Session();
        session.setAttribute(Principal.ATTRIBUTE, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Principal.of(session))
                .withMessageContaining("auth.principal is not what Principal.encode() writes");
    }

    @Test
    @DisplayName("may be made up for tests of extensions")
    void isMadeUp() {
        Principal ada = Principal.of("ada", "editor");
        try (ExtensionTester tester = ExtensionTester.of()) {
            Exchange exchange = tester.exchange()
                    .attribute(Principal.ATTRIBUTE, ada.encode())
                    .build();
            assertThat(Principal.of(exchange)).contains(ada);
        }
    }

    @Test
    @DisplayName("has a name")
    void hasName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Principal.of(""));
    }

    /** A session that is nothing but its attributes. */
    private static final class Session implements Exchange {

        private final Map<String, String> attributes = new HashMap<>();

        @Override
        public Request request() {
            return Request.LOCAL;
        }

        @Override
        public Optional<ClientId> client() {
            return Optional.empty();
        }

        @Override
        public Map<String, String> attributes() {
            return Map.copyOf(attributes);
        }

        @Override
        public CompletionStage<Void> setAttribute(String name, @Nullable String value) {
            attributes.put(name, value == null ? "" : value);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Boolean> setAttributeIfAbsent(String name, String value) {
            return CompletableFuture.completedFuture(attributes.putIfAbsent(name, value) == null);
        }

        @Override
        public Sessions sessions() {
            throw new UnsupportedOperationException("Nobody asks for them here");
        }
    }
}
