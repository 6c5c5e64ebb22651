package io.faye.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option of {@code serve} for the log. */
final class LogOptions {

    private static final String OURS = "io.faye";
    private static final @Nullable Level AT_START = ours().getLevel();

    @Option(
            names = "--log-level",
            paramLabel = "error|warn|info|debug",
            description =
                    "From which level on the log has the server's own lines. Default: info, or as the file of logback"
                            + " says.")
    private @Nullable Detail level;

    /** Has the log follow the option; without it, the log is as it was when the program began. */
    void apply() {
        ours().setLevel(level == null ? AT_START : Level.valueOf(level.name()));
    }

    private static Logger ours() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(OURS);
    }

    /** How much the log tells. */
    enum Detail {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
