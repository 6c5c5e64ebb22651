package io.faye.standalone;

import io.faye.engine.QueueLimits;
import io.faye.protocol.ProtocolLimits;
import io.faye.transport.http.HttpLimits;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code serve} that say how much one client may ask of the server. */
final class LimitOptions {

    @Option(
            names = "--max-message-size",
            paramLabel = "<bytes>",
            converter = Size.class,
            description = "Bytes of a request or of a WebSocket message, such as 4m. Default: 1m.")
    private int messageSize = 1 << 20;

    @Option(
            names = "--max-batch-size",
            paramLabel = "<number>",
            converter = PositiveCount.class,
            description = "Messages in one request. Default: ${DEFAULT-VALUE}.")
    private int batchSize = ProtocolLimits.DEFAULT.maxMessages();

    @Option(
            names = "--max-queue-messages",
            paramLabel = "<number>",
            converter = PositiveCount.class,
            description = "Messages that wait for a session; with more it ends. Default: ${DEFAULT-VALUE}.")
    private int queueMessages = QueueLimits.DEFAULT.maxMessages();

    @Option(
            names = "--max-queue-size",
            paramLabel = "<bytes>",
            converter = Size.class,
            description = "Bytes of messages that wait for a session; with more it ends. Default: 8m.")
    private int queueSize = (int) QueueLimits.DEFAULT.maxBytes();

    @Option(
            names = "--idle-timeout",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How long a connection is kept open without a request, and a WebSocket without a connected"
                    + " client. Default: 60.")
    private Duration idleTimeout = Duration.ofMinutes(1);

    @Mixin
    private final MoveOptions moves = new MoveOptions();

    /** {@return what is wrong with these options together} */
    Optional<String> fault() {
        if (idleTimeout.isZero()) {
            return Optional.of("--idle-timeout must be more than 0 seconds");
        }
        return messageSize > queueSize
                ? Optional.of("--max-message-size must not be more than --max-queue-size:"
                        + " a message that is too large for a queue ends the session")
                : Optional.empty();
    }

    /** {@return how sessions move to other servers} */
    MoveOptions moves() {
        return moves;
    }

    HttpLimits http() {
        return HttpLimits.builder()
                .maxConnectionAge(moves.connectionAge())
                .maxBody(messageSize)
                .maxMessage(messageSize)
                .idleTimeout(idleTimeout)
                .build();
    }

    ProtocolLimits protocol() {
        return ProtocolLimits.DEFAULT.withMaxMessages(batchSize);
    }

    QueueLimits queues() {
        return new QueueLimits(queueMessages, queueSize, QueueLimits.DEFAULT.policy());
    }
}
