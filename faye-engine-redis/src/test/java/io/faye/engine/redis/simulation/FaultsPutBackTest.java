package io.faye.engine.redis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine once did wrong, or would do wrong if a part of it were missing. */
@DisplayName("The simulation finds an engine")
@Timeout(300)
class FaultsPutBackTest {

    private static final Logger LOG = LoggerFactory.getLogger(FaultsPutBackTest.class);
    private static final int RUNS = 300;

    /**
     * A fault.
     *
     * @param name what such an engine does
     * @param trouble while what breaks it shows
     * @param source the file that is changed
     * @param part what is right
     * @param instead what is wrong
     */
    private record Fault(String name, Trouble trouble, String source, String part, String instead) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        "that does not tell the log of a claim",
                        Trouble.NOTHING,
                        "client/attach.lua",
                        "write(origin, 'claim', client, 'v', node, 'v', fence)",
                        ""),
                new Fault(
                        "whose sessions are unknown until they were put back",
                        Trouble.RESTARTS_WITHOUT_DATA,
                        "session/SessionCalls.java",
                        "} else if (!Replies.isUnknown(reply) || !isTriedAgain(asking.operation().orderingKey(), again)) {",
                        "} else {"),
                new Fault(
                        "that loses the position of a session when Redis loses its data",
                        Trouble.RESTARTS_WITHOUT_DATA,
                        "session/SessionQueue.java",
                        "waiting.rewind(to);",
                        ""),
                new Fault(
                        "that forgets what the log says of a session while its attach is under way",
                        Trouble.NOTHING,
                        "session/Takeover.java",
                        "attach.entries().forEach(entry -> apply(entry, session));",
                        ""),
                new Fault(
                        "whose reader is not told that its session has gone",
                        Trouble.NOTHING,
                        "session/SerialListener.java",
                        "call(() -> note[0] = listener.moved());",
                        ""),
                new Fault(
                        "that forgets that a queue was full when it was filled",
                        Trouble.FULL_QUEUES,
                        "session/Replay.java",
                        "onOverflow.accept(session);",
                        ""),
                new Fault(
                        "whose sessions came at an id that lies ahead after a failover to a slow clock",
                        Trouble.FAILOVERS,
                        "session/Session.java",
                        "since = LogId.min(since, to);",
                        ""),
                new Fault(
                        "that takes a new history of the same Redis for a loss",
                        Trouble.NEW_HISTORIES,
                        "log/Divergence.java",
                        "return isSame ? kept : search(at, keys, follower, state.newest());",
                        "return isSame ? kept : LogId.min(kept, search(at, keys, follower, state.newest()));"),
                new Fault(
                        "that replays a trimmed log as if it were whole",
                        Trouble.TRIMMED_LOGS,
                        "session/Replay.java",
                        "boolean hasMissed = cut.isAfter(LogId.max(target.start(), reached));",
                        "boolean hasMissed = false;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("with a fault, in runs in which it finds nothing otherwise")
    void isConvicted(Fault fault, @TempDir Path directory) throws Exception {
        try (FaultyEngine engine = new FaultyEngine(fault.source(), fault.part(), fault.instead(), directory)) {
            int run = engine.explore(fault.trouble(), RUNS);
            LOG.info("With {} an engine {} is found in run {}", fault.trouble(), fault, run);
            assertThat(run).as("the run with %s that finds it", fault.trouble()).isPositive();
            assertThat(Exploration.findOne(fault.trouble().name(), run)).isZero();
        }
    }
}
