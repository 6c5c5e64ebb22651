package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.extension.Exchange;
import io.faye.extension.testing.ExtensionTester;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Of refused credentials")
class CredentialRefusalLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(Authentication.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ExtensionTester tester = ExtensionTester.of();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final CredentialRefusalLog refused = new CredentialRefusalLog(nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        tester.close();
    }

    private Exchange from(String address) {
        return tester.exchange()
                .remoteAddress(new InetSocketAddress(address, 50_000))
                .transport("eventsource")
                .build();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    @DisplayName("the log has a line a second, which counts those that it leaves out")
    void oneEachSecond() {
        for (String address : new String[] {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) {
            refused.tell("another password", from(address));
        }
        pass(Duration.ofMillis(999));
        refused.tell("another password", from("192.0.2.4"));
        pass(Duration.ofMillis(1));
        refused.tell("it has expired", from("192.0.2.5"));

        assertThat(lines.list.stream()
                        .filter(line -> line.getLevel() == Level.WARN)
                        .map(ILoggingEvent::getFormattedMessage))
                .containsExactly(
                        "Refused a credential from 192.0.2.1 by eventsource: another password"
                                + " (0 more such lines were left out)",
                        "Refused a credential from 192.0.2.5 by eventsource: it has expired"
                                + " (3 more such lines were left out)");
    }

    @Test
    @DisplayName("the log has one line, whatever an authenticator says")
    void oneLine() {
        refused.tell("no\nsuch\u001b[31m\u0085\u009b\u2028\u202e key " + "x".repeat(10_000), from("192.0.2.1"));

        assertThat(lines.list.get(0).getFormattedMessage())
                .contains("no?such?[31m???? key xxx", "x... (0 more")
                .hasSizeLessThan(700);
    }
}
