package io.faye.tck.selftest.court;

import io.faye.tck.EngineRule;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What the kit says of an engine. */
public final class Verdict implements TestExecutionListener {

    private final List<Failure> failures = new ArrayList<>();
    private final int enough;
    private int passed;

    /** Hears no more than so many failures. */
    Verdict(int enough) {
        this.enough = enough;
    }

    boolean isEnough() {
        return failures.size() >= enough;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            Set<String> rules = test.getSource().map(Verdict::rules).orElse(Set.of());
            failures.add(new Failure(test.getDisplayName(), rules, text(result)));
        } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
            passed++;
        }
    }

    /** {@return the rules that a test is about; none if it is no test of the kit} */
    static Set<String> rules(TestSource source) {
        if (!(source instanceof MethodSource method)) {
            return Set.of();
        }
        AnnotatedElement marked = method.getJavaMethod();
        EngineRule rule = marked.getAnnotation(EngineRule.class);
        return rule == null ? Set.of() : Set.of(rule.value());
    }

    private static String text(TestExecutionResult result) {
        return result.getThrowable().map(Throwable::toString).orElse("");
    }

    /** {@return how many tests passed} */
    public int passed() {
        return passed;
    }

    /** {@return the tests that failed} */
    public List<Failure> failures() {
        return failures;
    }

    /**
     * A test that failed.
     *
     * @param test its name
     * @param rules those that it is about; none if it is no test of the kit but something around it
     * @param text what it said
     */
    public record Failure(String test, Set<String> rules, String text) {

        /** {@return whether it is about one of these rules} */
        public boolean isAbout(Set<String> others) {
            return rules.stream().anyMatch(others::contains);
        }
    }
}
