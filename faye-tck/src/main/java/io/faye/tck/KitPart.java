package io.faye.tck;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A part of a kit, which has it as a nested class. */
abstract class KitPart {

    private @Nullable Kit kit;

    /** {@return the kit, from the beginning of each test on} */
    final Kit kit() {
        return Objects.requireNonNull(kit);
    }

    /** Tells parts which kit they belong to. */
    static final class Assembly implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext test) {
            if (test.getRequiredTestInstance() instanceof KitPart part) {
                part.kit =
                        test.getRequiredTestInstances().findInstance(Kit.class).orElseThrow();
            }
        }
    }
}
