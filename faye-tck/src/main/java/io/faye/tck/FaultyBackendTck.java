package io.faye.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Checks what an engine does while its backend is away, and when it is back: rules FLT-1 and FLT-2 of
 * {@link io.faye.engine.Engine}. The author of an engine that has a backend extends it beside {@link EngineTck}, and hands
 * over a backend that is this test's alone: it is stopped and paused.
 */
public abstract class FaultyBackendTck extends Kit {

    /** Makes the tests. */
    protected FaultyBackendTck() {}

    /** {@return what the engine stands on} */
    protected abstract Backend backend();

    @Nested
    @DisplayName("while the backend is away")
    class Away extends OutageRules {}

    @Nested
    @DisplayName("when the backend is back")
    class Back extends RecoveryRules {}

    @Nested
    @DisplayName("an engine whose backend is away")
    class Health extends FaultyHealthRules {}
}
