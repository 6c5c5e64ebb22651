package io.faye.tck;

import static io.faye.tck.Markup.escape;

import java.time.Duration;
import java.util.Locale;

/** Results as JUnit's XML, a suite for each rule. */
record XmlReport(UnderTest underTest, Results results) {

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"");
        xml.append(escape(underTest.provider().name())).append("\">\n");
        results.rules().forEach(rule -> append(xml, rule));
        return xml.append("</testsuites>\n").toString();
    }

    private static void append(StringBuilder xml, RuleResult result) {
        Rule rule = result.rule();
        String name = rule.kit() + "." + rule.id() + "." + rule.level();
        long skipped = result.tests().stream().filter(XmlReport::isSkipped).count();
        long failed = result.tests().stream()
                .filter(test -> test.outcome() == TestOutcome.FAILED)
                .count();
        xml.append(String.format(
                "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%s\">%n",
                escape(name), result.tests().size(), failed, skipped, seconds(result.time())));
        result.tests().forEach(test -> append(xml, name, test));
        xml.append("  </testsuite>\n");
    }

    private static boolean isSkipped(TestResult test) {
        return test.outcome() != TestOutcome.PASSED && test.outcome() != TestOutcome.FAILED;
    }

    private static void append(StringBuilder xml, String suite, TestResult test) {
        xml.append(String.format(
                "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\">",
                escape(suite), escape(test.name()), seconds(test.time())));
        if (test.outcome() == TestOutcome.FAILED) {
            String first = test.text().lines().findFirst().orElse("");
            xml.append(String.format("<failure message=\"%s\">%s</failure>", escape(first), escape(test.text())));
        } else if (isSkipped(test)) {
            xml.append(String.format("<skipped message=\"%s\"/>", escape(test.text())));
        }
        xml.append("</testcase>\n");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
