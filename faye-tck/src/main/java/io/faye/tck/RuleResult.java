package io.faye.tck;

import java.time.Duration;
import java.util.List;

/**
 * What came of one rule.
 *
 * @param tests those that are about it in the first place
 * @param text why it does not apply or was not checked; otherwise how many tests did what
 */
record RuleResult(Rule rule, TestOutcome outcome, String text, Duration time, List<TestResult> tests) {

    static RuleResult without(Rule rule, TestOutcome outcome, String reason) {
        return new RuleResult(rule, outcome, reason, Duration.ZERO, List.of());
    }

    /** At least one test. */
    static RuleResult of(Rule rule, List<TestResult> tests) {
        Duration time = tests.stream().map(TestResult::time).reduce(Duration.ZERO, Duration::plus);
        List<TestResult> failed = of(tests, TestOutcome.FAILED);
        if (!failed.isEmpty()) {
            return new RuleResult(rule, TestOutcome.FAILED, count(failed) + " of " + count(tests), time, tests);
        }
        List<TestResult> passed = of(tests, TestOutcome.PASSED);
        TestResult first = tests.get(0);
        return passed.isEmpty()
                ? new RuleResult(rule, first.outcome(), firstLine(first.text()), time, tests)
                : new RuleResult(rule, TestOutcome.PASSED, count(passed), time, tests);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replace(RuleReport.ALLOWED, "");
    }

    private static List<TestResult> of(List<TestResult> tests, TestOutcome outcome) {
        return tests.stream().filter(test -> test.outcome() == outcome).toList();
    }

    private static String count(List<TestResult> tests) {
        return tests.size() == 1 ? "1 test" : tests.size() + " tests";
    }
}
