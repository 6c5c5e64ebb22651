package io.faye.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Checks all rules of {@link io.faye.engine.Engine} that one process can show. The author of an engine extends it:
 *
 * <pre>
 * class MyEngineTest extends EngineTck {
 *     &#64;Override protected EngineProvider provider() { return new MyEngineProvider(); }
 *     &#64;Override protected EngineOptions options() { return EngineOptions.of("url", backend.url()); }
 * }
 * </pre>
 *
 * What applies follows from the provider's {@link io.faye.engine.Traits}. The time of an engine without a clock of its
 * own is turned by hand: it stands still unless a test moves it. The rules are in {@code RULES.md} beside this class,
 * each with its reason and with what to look at in an engine that does not keep it.
 */
public abstract class EngineTck extends Kit {

    /** Makes the tests. */
    protected EngineTck() {}

    @Nested
    @DisplayName("publishing")
    class Publishing extends PublishRules {
        Publishing() {
            super(EngineTck.this);
        }
    }
}
