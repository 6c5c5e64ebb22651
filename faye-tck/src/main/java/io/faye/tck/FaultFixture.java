package io.faye.tck;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** A topic on a backend that goes away, and comes back after each test at the latest. */
abstract class FaultFixture extends SessionFixture {

    private static final long RECOVERY_NANOS = 30_000_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;

    private Runnable mend = () -> {};

    @Override
    void checkThatItApplies() {
        applies(capabilities().isDurable(), "the engine's capabilities say that nothing outlives its process");
    }

    private Backend backend() {
        return ((FaultyBackendTck) kit()).backend();
    }

    @AfterEach
    void mend() {
        mend.run();
    }

    /** The two ways to be away. */
    enum Fault {
        STOPPED,
        PAUSED
    }

    void breaks(Fault fault) {
        mend = () -> mends(fault);
        if (fault == Fault.STOPPED) {
            backend().stop();
        } else {
            backend().pause();
        }
    }

    void mends(Fault fault) {
        mend = () -> {};
        if (fault == Fault.STOPPED) {
            backend().start();
        } else {
            backend().resume();
        }
    }

    /** {@return whether the backend takes no writes from now on; not every one can do that} */
    boolean refusesWrites() {
        boolean refuses = backend().refuseWrites();
        if (refuses) {
            mend = this::takesWrites;
        }
        return refuses;
    }

    void takesWrites() {
        mend = () -> {};
        backend().acceptWrites();
    }

    /** Waits until the engine does something again, as often as it takes. */
    void recovers(String what, BooleanSupplier works) {
        long end = System.nanoTime() + RECOVERY_NANOS;
        while (!holds(works)) {
            Check.that(System.nanoTime() - end < 0, "30 s after the backend is back the engine does not " + what);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean holds(BooleanSupplier works) {
        try {
            return works.getAsBoolean();
        } catch (AssertionError e) {
            return false;
        }
    }
}
