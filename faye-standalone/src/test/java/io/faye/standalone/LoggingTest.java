package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The server's log")
class LoggingTest {

    private static LoggerContext configured(Map<String, String> properties) throws JoranException {
        LoggerContext context = new LoggerContext();
        properties.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Main.class.getResource("/logback.xml"));
        return context;
    }

    private static Level level(LoggerContext context, String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }

    @Test
    @DisplayName("has the server's own lines from INFO on, and of libraries only warnings")
    void isQuiet() throws JoranException {
        LoggerContext context = configured(Map.of());
        assertThat(level(context, "io.faye.server")).isEqualTo(Level.INFO);
        assertThat(level(context, "io.faye.auth.rules.Authorization")).isEqualTo(Level.INFO);
        assertThat(level(context, "io.netty")).isEqualTo(Level.WARN);
    }

    @Test
    @DisplayName("tells why somebody is refused if asked for, and nothing else more")
    void tellsRefusals() throws JoranException {
        LoggerContext context = configured(Map.of("faye.auth.log", "DEBUG"));
        assertThat(level(context, "io.faye.auth.rules.Authorization")).isEqualTo(Level.DEBUG);
        assertThat(level(context, "io.faye.server")).isEqualTo(Level.INFO);
        assertThat(level(context, "io.netty")).isEqualTo(Level.WARN);
    }

    @Test
    @DisplayName("has no controls, whoever wrote what is quoted in a line or in a fault")
    void isPlain() throws JoranException {
        LoggerContext context = configured(Map.of());
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
        String attack = "a\n2026 ERROR b\r\u001b[2J\u0085\u009b\u2028\u202e";
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.faye"), Level.WARN, "Refused {}", new IOException(attack), new Object[] {
                    attack
                });

        String text = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

        assertThat(text).contains("Refused a?2026 ERROR b??[2J????").matches("[\\x20-\\x7e\\n\\t]+");
        assertThat(text.lines()).hasSizeGreaterThan(3);
    }
}
