package io.faye.tck.selftest.court;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;
import io.faye.tck.DistributedEngineTck;
import io.faye.tck.EngineTck;
import io.faye.tck.FaultyBackendTck;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an author writes, for the engine that is just being judged; not found as tests by their names. */
public final class Judged {

    /** JUnit makes instances on the thread that starts it. */
    static final ThreadLocal<Stand> STAND = new ThreadLocal<>();

    /** Whether the machine may be busy: where all rules are asked, those that hold must not seem broken. */
    static final ThreadLocal<Boolean> PATIENT = ThreadLocal.withInitial(() -> false);

    /** What does not come takes its time: less than usual, since wrong engines are many. */
    private static Duration limit(int seconds) {
        return Duration.ofSeconds(PATIENT.get() ? 4 : seconds);
    }

    private Judged() {}

    /** In one process. */
    @ExtendWith(Enough.class)
    public static class Alone extends EngineTck {
        private final Stand stand = STAND.get();
        private final Duration limit = limit(1);

        @Override
        protected EngineProvider provider() {
            return stand.provider();
        }

        @Override
        protected EngineOptions options() {
            return stand.options();
        }

        @Override
        protected Duration operationTimeout() {
            return limit;
        }
    }

    /** In one process, with the usual limits: what is right on a busy machine is not to be found wrong. */
    @ExtendWith(Enough.class)
    public static class AtLeisure extends EngineTck {
        private final Stand stand = STAND.get();

        @Override
        protected EngineProvider provider() {
            return stand.provider();
        }

        @Override
        protected EngineOptions options() {
            return stand.options();
        }
    }

    /** In several processes. */
    @ExtendWith(Enough.class)
    public static class Shared extends DistributedEngineTck {
        private final Stand stand = STAND.get();
        /** Other processes take their time to start and to answer. */
        private final Duration limit = limit(2);

        @Override
        protected EngineProvider provider() {
            return stand.provider();
        }

        @Override
        protected EngineOptions options() {
            return stand.options();
        }

        @Override
        protected Duration operationTimeout() {
            return limit;
        }
    }

    /** On a backend that goes away. */
    @ExtendWith(Enough.class)
    public static class Faulty extends FaultyBackendTck {
        private final Stand stand = STAND.get();
        /** Other processes take their time to start and to answer. */
        private final Duration limit = limit(2);

        @Override
        protected EngineProvider provider() {
            return stand.provider();
        }

        @Override
        protected EngineOptions options() {
            return stand.options();
        }

        @Override
        protected Backend backend() {
            return stand.backend();
        }

        @Override
        protected Duration operationTimeout() {
            return limit;
        }
    }
}
