package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("When it has started, the server's log")
class StartLogTest {

    @TempDir
    private Path folder;

    private static List<ILoggingEvent> started(String... options) {
        Logger logger = (Logger) LoggerFactory.getLogger(StandaloneServer.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (RunningServer server = RunningServer.with(options)) {
            assertThat(server.at("/")).isNotNull();
        } finally {
            logger.detachAppender(log);
        }
        return List.copyOf(log.list);
    }

    private static String line(List<ILoggingEvent> log) {
        return log.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("has started"))
                .findFirst()
                .orElseThrow();
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("faye.yaml"), text).toString();
    }

    @Test
    @DisplayName("says version, engine, address and what is open to whom")
    void says() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "0123456789abcdef");
        List<ILoggingEvent> log = started("--management-port", "0", "--api-key-file", keys.toString());
        assertThat(line(log))
                .matches("Faye for Java \\S+ has started \\(engine=memory, address=http://localhost:\\d+/faye,"
                        + " publish=anybody, subscribe=anybody, console=this machine,"
                        + " publishing by HTTP=with a key, management=http://127\\.0\\.0\\.1:\\d+/\\)");
        assertThat(log).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    @DisplayName("warns if anybody may publish who reaches an address that is not loopback")
    void warns() {
        assertThat(started("--host", "0.0.0.0"))
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("Anybody who reaches this server may publish and subscribe (host=0.0.0.0)");
        assertThat(started("--host", "127.0.0.1")).noneMatch(event -> event.getLevel() == Level.WARN);
    }

    @Test
    @DisplayName("says what a file requires of clients, and warns of nothing then")
    void saysRules() throws Exception {
        String tokens = "tokens: {secret: 0123456789abcdef0123456789abcdef}";
        assertThat(line(started("--config", file("auth: {required: true, " + tokens + "}"))))
                .contains("publish=authenticated clients, subscribe=authenticated clients, console=nobody");
        assertThat(line(started("--config", file("auth: {required: publish, " + tokens + "}"))))
                .contains("publish=authenticated clients, subscribe=anybody");
        List<ILoggingEvent> ruled = started("--host", "0.0.0.0", "--config", file("rules: []"));
        assertThat(line(ruled)).contains("publish=as the rules say, subscribe=as the rules say");
        assertThat(ruled).noneMatch(event -> event.getLevel() == Level.WARN);
    }

    @Test
    @DisplayName("warns also if a file authenticates clients, but requires nothing of those that publish")
    void warnsOfOptionalAuthentication() throws Exception {
        String auth = file("auth: {tokens: {secret: 0123456789abcdef0123456789abcdef}}");
        assertThat(started("--host", "0.0.0.0", "--config", auth)).anyMatch(event -> event.getLevel() == Level.WARN);
    }
}
