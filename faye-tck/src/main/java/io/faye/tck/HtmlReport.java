package io.faye.tck;

import static io.faye.tck.Markup.escape;

import io.faye.engine.EngineCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Results as one page that needs nothing else. Of options it has the names only: values may be secret. */
record HtmlReport(UnderTest underTest, Results results) {

    @Override
    public String toString() {
        StringBuilder facts = new StringBuilder();
        facts().forEach((name, value) ->
                facts.append(String.format("<tr><th>%s</th><td>%s</td></tr>%n", escape(name), escape(value))));
        StringBuilder rows = new StringBuilder();
        results.rules().forEach(rule -> append(rows, rule));
        return page().replace("{engine}", escape(underTest.provider().name()))
                .replace("{summary}", escape(results.summary()))
                .replace("{facts}", facts)
                .replace("{rules}", rows);
    }

    private static String page() {
        try (InputStream page = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        Class<?> provider = underTest.provider().getClass();
        EngineCapabilities capabilities = underTest.provider().capabilities();
        facts.put("Engine", underTest.provider().name() + " (" + provider.getName() + ")");
        facts.put("Options", String.join(", ", new TreeSet<>(underTest.options().keySet())));
        facts.put("Shared between processes", capabilities.isShared() ? "yes" : "no");
        facts.put("Survives a restart", capabilities.isDurable() ? "yes" : "no");
        facts.put(
                "Longest notice of a message",
                capabilities.maxNotificationDelay().toMillis() + " ms");
        facts.put("Kit", Version.text());
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("Day", LocalDate.now(java.time.ZoneOffset.UTC).toString());
        return facts;
    }

    private static void append(StringBuilder rows, RuleResult result) {
        Rule rule = result.rule();
        String style = result.outcome().name().toLowerCase(java.util.Locale.ROOT);
        rows.append(String.format("<tr class=\"%s\"><td>%s</td><td>%s</td>", style, rule.id(), rule.level()));
        rows.append(String.format(
                "<td><details><summary>%s</summary><p>%s</p><p>%s</p><ul>",
                code(rule.sentence()), code("Why: " + rule.intent()), escape("Checked by " + rule.kit())));
        result.tests().forEach(test -> append(rows, test));
        rows.append(String.format(
                "</ul></details></td><td>%s</td><td>%s</td><td>%s</td></tr>%n",
                result.outcome(), TableReport.seconds(result), escape(result.text())));
    }

    private static void append(StringBuilder rows, TestResult test) {
        rows.append(String.format("<li>%s: %s", escape(test.name()), test.outcome()));
        if (!test.text().isEmpty()) {
            rows.append(String.format("<pre>%s</pre>", escape(test.text())));
        }
        rows.append("</li>");
    }

    /** {@return text whose names of code stand between backquotes} */
    private static String code(String text) {
        return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }
}
