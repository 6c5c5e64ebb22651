package io.faye.standalone;

import io.faye.server.DrainOptions;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code serve} that say how sessions move to other servers, before this one stops and while it runs. */
final class MoveOptions {

    @Option(
            names = "--drain-time",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description =
                    "On SIGTERM, sessions move to other servers within this time before the server stops, 0 to stop at"
                            + " once. A second signal stops at once in any case. Default: 0.")
    private Duration drainTime = Duration.ZERO;

    @Option(
            names = "--drain-grace",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How long the server goes on as before after /health has turned to 503, before sessions move:"
                    + " longer than a balancer takes to notice. Default: 5.")
    private Duration drainGrace = DrainOptions.DEFAULT.grace();

    @Option(
            names = "--max-connection-age",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How old a connection becomes, less up to a quarter at random, before its client is asked to"
                    + " connect again, so that clients spread over all servers; 0 for any age. Default: 0.")
    private Duration connectionAge = Duration.ZERO;

    /** {@return how sessions move on a signal; empty if they do not} */
    Optional<DrainOptions> drain() {
        return drainTime.isZero()
                ? Optional.empty()
                : Optional.of(DrainOptions.DEFAULT.withTime(drainTime).withGrace(drainGrace));
    }

    /** {@return how sessions move if an administrator asks for it} */
    DrainOptions drainOnRequest() {
        return drain().orElseGet(() -> DrainOptions.DEFAULT.withGrace(drainGrace));
    }

    Duration connectionAge() {
        return connectionAge;
    }
}
