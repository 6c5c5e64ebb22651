package io.faye.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a test of the kit, and says which rules of {@link io.faye.engine.Engine} it checks. */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EngineRule {

    /** {@return ids such as {@code PUB-1}; the one that the test is about comes first} */
    String[] value();

    /** {@return what a failure means} */
    Level level() default Level.MUST;

    /** How much depends on a rule. */
    enum Level {
        /** An engine that does otherwise is wrong: the test fails. */
        MUST,
        /** An engine that does otherwise is only less good: the test is aborted, and says so. */
        MAY
    }
}
