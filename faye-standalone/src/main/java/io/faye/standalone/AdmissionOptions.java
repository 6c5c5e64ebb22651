package io.faye.standalone;

import io.faye.engine.MemoryBudget;
import io.faye.transport.http.AdmissionLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of {@code serve} that say how many are let in. */
final class AdmissionOptions {

    @Option(
            names = "--max-sessions",
            paramLabel = "<number>",
            converter = Count.class,
            description = "Sessions in all, 0 for any number. Default: ${DEFAULT-VALUE}.")
    private int sessions = 100_000;

    @Option(
            names = "--max-sessions-per-address",
            paramLabel = "<number>",
            converter = Count.class,
            description = "Sessions of each address, 0 for any number. Default: ${DEFAULT-VALUE}.")
    private int sessionsPerAddress = AdmissionLimits.DEFAULT.maxSessionsPerAddress();

    @Option(
            names = "--connect-timeout",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How long a session may wait for its first connect, 0 for twice the timeout. Default: 20.")
    private Duration connectTimeout = Duration.ofSeconds(20);

    @Option(
            names = "--max-pause",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "The longest pause that a client may announce, during which its session lives, 0 for none."
                    + " Default: 600.")
    private Duration longestPause = Duration.ofMinutes(10);

    @Option(
            names = "--max-connections",
            paramLabel = "<number>",
            converter = Count.class,
            description = "Connections in all, 0 for any number. Default: ${DEFAULT-VALUE}.")
    private int connections = AdmissionLimits.DEFAULT.maxConnections();

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "<number>",
            converter = Count.class,
            description = "Connections from each address, 0 for any number. Default: ${DEFAULT-VALUE}.")
    private int connectionsPerAddress = AdmissionLimits.DEFAULT.maxConnectionsPerAddress();

    @Option(
            names = "--max-handshakes-per-second",
            paramLabel = "<number>",
            converter = Count.class,
            description = "Handshakes from each address, 0 for any number. Default: ${DEFAULT-VALUE}.")
    private int handshakesPerSecond = AdmissionLimits.DEFAULT.maxHandshakesPerSecond();

    @Option(
            names = "--max-memory",
            paramLabel = "<bytes>",
            converter = Bytes.class,
            description = "Memory that clients may take for messages and requests, such as 300m, 0 for any. If it is"
                    + " short, what takes most is ended. Default: half of Java's heap.")
    private long memory = MemoryBudget.defaultLimit();

    int sessions() {
        return sessions;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration longestPause() {
        return longestPause;
    }

    long memory() {
        return memory;
    }

    AdmissionLimits limits() {
        return new AdmissionLimits(connections, connectionsPerAddress, handshakesPerSecond, sessionsPerAddress);
    }
}
