package io.faye.tck.selftest;

import io.faye.tck.EngineRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What the kit says of an engine. */
final class Verdict implements TestExecutionListener {

    private final List<Failure> failures = new ArrayList<>();
    private int passed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.FAILED) {
            failures.add(new Failure(test.getDisplayName(), rules(test), text(result)));
        } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
            passed++;
        }
    }

    private static Set<String> rules(TestIdentifier test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method ? method.getJavaMethod() : null)
                .map(method -> method.getAnnotation(EngineRule.class))
                .map(rule -> Set.of(rule.value()))
                .orElse(Set.of());
    }

    private static String text(TestExecutionResult result) {
        return result.getThrowable().map(Throwable::toString).orElse("");
    }

    int passed() {
        return passed;
    }

    List<Failure> failures() {
        return failures;
    }

    /**
     * A test that failed.
     *
     * @param rules those that it checks; none if it is no test of the kit but something around it
     */
    record Failure(String test, Set<String> rules, String text) {

        boolean isAbout(Set<String> others) {
            return rules.stream().anyMatch(others::contains);
        }
    }
}
