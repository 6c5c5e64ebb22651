package io.faye.tck;

import java.util.Locale;

/** Results as text: a line for each rule, then what failed and how, then how many. */
record TableReport(Results results) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String kit = "";
        for (RuleResult rule : results.rules()) {
            if (!rule.rule().kit().equals(kit)) {
                kit = rule.rule().kit();
                text.append(String.format("%n%s%n", kit));
            }
            text.append(row(rule));
        }
        results.rules().forEach(rule -> appendFailures(text, rule));
        return text.append(String.format("%n%s%n", results.summary())).toString();
    }

    private static String row(RuleResult rule) {
        return String.format(
                "%-7s %-5s %-26s %8s  %s%n",
                rule.rule().id(), rule.rule().level(), rule.outcome(), seconds(rule), rule.text());
    }

    static String seconds(RuleResult rule) {
        return rule.time().isZero()
                ? ""
                : String.format(Locale.ROOT, "%.2f s", rule.time().toMillis() / 1e3);
    }

    private static void appendFailures(StringBuilder text, RuleResult rule) {
        for (TestResult test : rule.tests()) {
            if (test.outcome() == TestOutcome.FAILED) {
                text.append(String.format("%n%s: %s%n", rule.rule().id(), test.name()));
                test.text().lines().forEach(line -> text.append(String.format("    %s%n", line)));
            }
        }
    }
}
