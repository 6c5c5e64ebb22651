package io.faye.tck;

import io.faye.tck.EngineRule.Level;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Makes of any failure one that says which rule was broken, what happened, and what to look at. */
final class RuleReport implements TestExecutionExceptionHandler {

    /** Begins the reason of a test that was aborted because an engine does without a MAY. */
    static final String ALLOWED = "Not kept, which is allowed. ";

    private static final int LAST_LINES = 30;

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        EngineRule rules = test.getRequiredTestMethod().getAnnotation(EngineRule.class);
        if (rules == null) {
            throw failure;
        }
        Class<?> kit = test.getRequiredTestInstances().getAllInstances().get(0).getClass();
        String report = report(kit, rules, failure, lastLines(test));
        if (rules.level() == Level.MAY) {
            Assumptions.abort(ALLOWED + report);
        }
        throw new AssertionError(report, failure);
    }

    private static String report(Class<?> kit, EngineRule rules, Throwable failure, List<String> heard) {
        StringBuilder report = new StringBuilder();
        for (String id : rules.value()) {
            Rules.find(kit, id, rules.level()).ifPresent(rule -> append(report, rule));
        }
        report.append("What happened: ").append(text(failure)).append('\n');
        if (!heard.isEmpty()) {
            report.append("The last calls and events in the host, in order, by the engine's clock:\n");
        }
        heard.forEach(line -> report.append("    ").append(line).append('\n'));
        return report.toString();
    }

    private static void append(StringBuilder report, Rule rule) {
        report.append(rule.id()).append(": ").append(rule.sentence()).append('\n');
        report.append("Look at: ").append(rule.hint()).append('\n');
    }

    private static String text(Throwable failure) {
        return failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static List<String> lastLines(ExtensionContext test) {
        List<String> lines = test.getRequiredTestInstances()
                .findInstance(Kit.class)
                .map(Kit::heard)
                .orElse(List.of());
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
}
