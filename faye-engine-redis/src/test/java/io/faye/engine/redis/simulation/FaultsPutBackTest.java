package io.faye.engine.redis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.OperationGate;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the engine once did wrong, or would do wrong if a part of a script were missing. */
@DisplayName("The simulation finds an engine")
class FaultsPutBackTest {

    private static final int RUNS = 30;

    /** In runs in which nothing is found without the fault. */
    private static void finds(Exploration sound, Exploration faulty) {
        assertThat(sound.run(1, RUNS).describe()).isEmpty();
        assertThat(faulty.run(1, RUNS).found()).as(faulty.figures()).isNotEmpty();
    }

    private static UnaryOperator<String> without(String part) {
        assertThat(Script.values()).as("scripts that have '%s'", part).anyMatch(script -> text(script)
                .contains(part));
        return text -> text.replace(part, "");
    }

    private static String text(Script script) {
        return new String(script.load().arguments().get(1), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("whose sessions are unknown until they are put back into a Redis without its data")
    void forgetsSessions() {
        finds(
                Exploration.of(Trouble.RESTARTS_WITHOUT_DATA),
                Exploration.of(Trouble.RESTARTS_WITHOUT_DATA)
                        .tamperedWith(node -> node.operations().gate(OperationGate.OPEN)));
    }

    @Test
    @DisplayName("that does not tell the log of a claim")
    void claimsSilently() {
        finds(
                Exploration.of(Trouble.NOTHING),
                Exploration.of(Trouble.NOTHING)
                        .withScripts(without("    write(origin, 'claim', client, 'v', node, 'v', fence)\n")));
    }
}
