package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that pauses")
class PausesTest extends ServerTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().timeout(TIMEOUT).maxPause(LONGEST);
    }

    /** Connects, and gets the advice of the answer. */
    private String advice(String client, String advice) {
        Message answer =
                Texts.await(http().connect(client, "c", ",'advice':" + advice)).get(0);
        return answer.field(Message.Field.ADVICE).orElseThrow().toString().replace('"', '\'');
    }

    private CompletableFuture<Void> end(String client) {
        return server.sessions().ended(ClientId.parse(client).orElseThrow()).toCompletableFuture();
    }

    /** A session that nobody pings lives for 1 s at least: this many of them, one after another, live for 5 s. */
    private void livesLongerThanFiveOthers(String client) {
        for (int i = 0; i < 5; i++) {
            String other = http().handshake();
            advice(other, "{'timeout':0}");
            Texts.await(end(other));
        }
        assertThat(Texts.await(
                        server.sessions().attributes(ClientId.parse(client).orElseThrow())))
                .isPresent();
    }

    @Test
    @DisplayName("as it has announced keeps its session, and is told how long it may")
    void keepsItsSession() {
        String client = http().handshake();
        long begin = System.nanoTime();

        assertThat(advice(client, "{'timeout':0,'interval':5000}"))
                .isEqualTo("{'reconnect':'retry','interval':5000,'timeout':500}");
        livesLongerThanFiveOthers(client);
        Texts.await(end(client));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31536000000", "1e300", "'31536000000'"})
    @DisplayName("for a year is told the longest pause")
    void isBounded(String year) {
        assertThat(advice(http().handshake(), "{'timeout':0,'interval':" + year + "}"))
                .isEqualTo("{'reconnect':'retry','interval':60000,'timeout':500}");
    }

    @Test
    @DisplayName("for longer than it may loses its session after the longest pause")
    void endsAfterTheLongest() {
        try (BayeuxServer other = settings().maxPause(Duration.ofMillis(100)).build()) {
            Remote remote = new Remote(other, Runnable::run, false);
            String client = remote.handshake();
            Texts.await(remote.connect(client, "c", ",'advice':{'timeout':0,'interval':60000}"));
            Texts.await(other.sessions().ended(ClientId.parse(client).orElseThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "'soon'", "{}", "null", "'NaN'"})
    @DisplayName("for no time is not told so")
    void isNothing(String interval) {
        assertThat(advice(http().handshake(), "{'timeout':0,'interval':" + interval + "}"))
                .isEqualTo("{'reconnect':'retry','interval':0,'timeout':500}");
    }

    @Test
    @DisplayName("and comes back earlier pauses no more")
    void comesBack() {
        String client = http().handshake();
        advice(client, "{'timeout':0,'interval':60000}");
        long begin = System.nanoTime();
        advice(client, "{'timeout':0}");

        Texts.await(end(client));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
    }

    @Test
    @DisplayName("because an extension told it to keeps its session")
    void obeysAnExtension() {
        server.addExtension(new Extension() {
            @Override
            public Verdict outgoing(Message message, Exchange exchange) {
                boolean slow = exchange.attribute("slow").isPresent()
                        && message.channel().filter(Channel.CONNECT::equals).isPresent();
                return Verdict.pass(
                        slow
                                ? message.with(
                                        Message.Field.ADVICE, Json.parse("{\"reconnect\":\"retry\",\"interval\":5000}"))
                                : message);
            }
        });
        String client = http().handshake();
        Texts.await(
                server.sessions().session(ClientId.parse(client).orElseThrow()).setAttribute("slow", "yes"));
        advice(client, "{'timeout':0}");

        livesLongerThanFiveOthers(client);
    }

    @Test
    @DisplayName("gets what was published meanwhile")
    void getsWhatWasPublished() {
        String client = http().handshake();
        http().subscribe(client, "/a");
        advice(client, "{'timeout':0,'interval':5000}");
        http().publish("/a", 1);

        assertThat(http().poll(client, "d")).containsExactly("1");
    }
}
