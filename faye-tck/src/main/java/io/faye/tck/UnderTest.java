package io.faye.tck;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The engine that the program was told to test. JUnit makes the instances of test classes itself, so it is found here.
 *
 * @param options may hold {@link #UNIQUE}
 * @param backend null if nobody said how to take it away
 */
record UnderTest(EngineProvider provider, Map<String, String> options, @Nullable Backend backend) {

    /** Stands for a word that no service before had, so that each begins on an empty store. */
    static final String UNIQUE = "{unique}";

    private static volatile @Nullable UnderTest current;

    static void set(UnderTest chosen) {
        current = chosen;
    }

    static UnderTest get() {
        return Objects.requireNonNull(current, "No engine was chosen");
    }

    EngineOptions engineOptions() {
        String unique = UUID.randomUUID().toString().replace("-", "");
        Map<String, String> filled = new LinkedHashMap<>();
        options.forEach((name, value) -> filled.put(name, value.replace(UNIQUE, unique)));
        return EngineOptions.of(filled);
    }

    /** Makes an engine once: what is wrong with its options need not be told by every test. */
    void tryIt() {
        Settings settings = Settings.of(provider.capabilities(), new OneProcess().operationTimeout());
        new Service(provider, engineOptions(), settings, new WaitBudget()).close();
    }

    /** The kit for one process. */
    static final class OneProcess extends EngineTck {
        @Override
        protected EngineProvider provider() {
            return get().provider();
        }

        @Override
        protected EngineOptions options() {
            return get().engineOptions();
        }
    }

    /** The kit for several. */
    static final class SeveralProcesses extends DistributedEngineTck {
        @Override
        protected EngineProvider provider() {
            return get().provider();
        }

        @Override
        protected EngineOptions options() {
            return get().engineOptions();
        }
    }

    /** The kit for backends that go away. */
    static final class OnFaultyBackend extends FaultyBackendTck {
        @Override
        protected EngineProvider provider() {
            return get().provider();
        }

        @Override
        protected EngineOptions options() {
            return get().engineOptions();
        }

        @Override
        protected Backend backend() {
            return Objects.requireNonNull(get().backend());
        }
    }
}
