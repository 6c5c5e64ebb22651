package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("not-in-faye")
@DisplayName("A Faye client whose handshake is refused")
class RefusedHandshakeTest {

    private static final int OTHERS = 300;
    private static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}";

    private final String forged = SecuredExample.tokenSignedWith("another secret, which is long enough too", "ada");

    @Test
    @DisplayName("waits for 5 s before it tries again, while others are refused hundreds of times")
    void waits() {
        try (SecuredExample example = new SecuredExample();
                FayeDriver node = FayeDriver.node()) {
            long begin = System.nanoTime();
            assertThat(open(node, example)).startsWith("401:");
            for (int other = 0; other < OTHERS; other++) {
                assertThat(example.ask(forged, HANDSHAKE)).contains("401::Wrong credential");
            }
            long passed = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            assertThat(example.answersWith("401::Wrong credential"))
                    .as("handshakes in %s s. %s", passed, example.server().story())
                    .isBetween(1, 2 + (int) (passed / 5));
        }
    }

    private String open(FayeDriver node, SecuredExample example) {
        String client = node.register(new Inbox(example.server()::story));
        String url = example.url().toString();
        return Limits.await(
                        "the refusal",
                        node.call(Map.of(
                                "op",
                                "open",
                                "client",
                                client,
                                "url",
                                url,
                                "transport",
                                "long-polling",
                                "token",
                                forged,
                                "retry",
                                5)))
                .error();
    }
}
