package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
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
        assertThat(level(context, "io.faye.auth.Authorization")).isEqualTo(Level.INFO);
        assertThat(level(context, "io.netty")).isEqualTo(Level.WARN);
    }

    @Test
    @DisplayName("tells why somebody is refused if asked for, and nothing else more")
    void tellsRefusals() throws JoranException {
        LoggerContext context = configured(Map.of("faye.auth.log", "DEBUG"));
        assertThat(level(context, "io.faye.auth.Authorization")).isEqualTo(Level.DEBUG);
        assertThat(level(context, "io.faye.server")).isEqualTo(Level.INFO);
        assertThat(level(context, "io.netty")).isEqualTo(Level.WARN);
    }
}
