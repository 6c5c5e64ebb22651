package io.faye.engine.redis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.client.Script;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the engine once did wrong, or would do wrong if a part of a script were missing. */
@DisplayName("The simulation finds an engine")
class FaultsPutBackTest {

    private static final int RUNS = 25;

    /** In more of the same runs than without the fault. */
    private static void finds(Trouble trouble, UnaryOperator<String> fault) {
        Exploration sound = Exploration.of(trouble).run(1, RUNS);
        Exploration faulty = Exploration.of(trouble).withScripts(fault).run(1, RUNS);
        assertThat(faulty.found())
                .as(faulty.figures())
                .hasSizeGreaterThan(sound.found().size());
    }

    private static UnaryOperator<String> with(String part, String other) {
        assertThat(Script.values()).as("scripts that have '%s'", part).anyMatch(script -> text(script)
                .contains(part));
        return text -> text.replace(part, other);
    }

    private static String text(Script script) {
        return new String(script.load().arguments().get(1), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("whose operations do not wait until their session was put back into a Redis without its data")
    void forgetsSessions() {
        finds(Trouble.RESTARTS_WITHOUT_DATA, with("return -1\n", "return 0\n"));
    }

    @Test
    @DisplayName("that does not tell the log of a claim")
    void claimsSilently() {
        finds(Trouble.NOTHING, with("    write(origin, 'claim', client, 'v', node, 'v', fence)\n", ""));
    }
}
