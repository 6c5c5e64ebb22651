package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Json;
import io.faye.standalone.config.ConfigFile;
import io.faye.standalone.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The files for monitoring")
class MonitoringFilesTest {

    private static final Path DOCS = Path.of(System.getProperty("basedir", ".")).resolve("../docs");
    private static final Path DASHBOARD = DOCS.resolve("monitoring/grafana-dashboard.json");
    private static final Path ALERTS = DOCS.resolve("monitoring/prometheus-alerts.yaml");
    private static final Pattern SELECTOR = Pattern.compile("\\b((?:faye|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");
    /** Labels that Prometheus adds. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private static RunningServer server;
    private static PrometheusText metrics;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.with("--management-port", "0", "--metrics-template", "/chat/*");
        server.subscriber("/a");
        server.bayeux("[{'channel':'/chat/a','data':1},{'channel':'/a'}]");
        metrics = PrometheusText.parse(server.get(server.management("/metrics")).body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> dashboard() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (Json panel : Json.parse(Files.readString(DASHBOARD))
                .field("panels")
                .orElseThrow()
                .elements()) {
            for (Json target : panel.field("targets").orElseThrow().elements()) {
                expressions.add(target.field("expr").orElseThrow().asString().orElseThrow());
            }
        }
        return expressions;
    }

    private static List<Map<String, Setting>> alerts() {
        return ConfigFile.read(ALERTS).fields().get("groups").list().stream()
                .flatMap(group -> group.fields().get("rules").list().stream())
                .map(Setting::fields)
                .toList();
    }

    private static void assertKnown(String expression) {
        List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
        Set<String> labels = new HashSet<>(ADDED);
        for (MatchResult selector : selectors) {
            assertThat(metrics.names()).as(expression).contains(selector.group(1));
            labels.addAll(metrics.labels(selector.group(1)));
            Matcher label = LABEL.matcher(selector.group(2) == null ? "" : selector.group(2));
            while (label.find()) {
                assertThat(metrics.labels(selector.group(1)).contains(label.group(1)) || ADDED.contains(label.group(1)))
                        .as("label %s of %s", label.group(1), expression)
                        .isTrue();
                if (!ADDED.contains(label.group(1))
                        && !label.group(2).equals("failed")
                        && !label.group(2).equals("refused")) {
                    for (String value : label.group(2).split("\\|", -1)) {
                        assertThat(metrics.samples())
                                .as(expression)
                                .anyMatch(sample -> sample.name().equals(selector.group(1))
                                        && value.equals(sample.labels().get(label.group(1))));
                    }
                }
            }
        }
        GROUPING.matcher(expression).results().forEach(grouping -> assertThat(labels)
                .as(expression)
                .contains(grouping.group(1).split(", *")));
    }

    @Test
    @DisplayName("have a dashboard whose every query is about figures and labels that the server has")
    void dashboardIsAboutFigures() throws IOException {
        assertThat(dashboard()).hasSizeGreaterThan(15).allSatisfy(MonitoringFilesTest::assertKnown);
        assertThat(dashboard()).allMatch(query -> SELECTOR.matcher(query).find());
    }

    @Test
    @DisplayName("have alerts about figures that the server has, each with a reason")
    void alertsAreAboutFigures() {
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(alert).containsKeys("alert", "expr", "for", "labels", "annotations");
            assertThat(alert.get("alert").text()).startsWith("Faye");
            assertKnown(alert.get("expr").text());
            assertThat(alert.get("annotations").fields()).containsKeys("summary", "description");
            assertThat(alert.get("labels").fields().get("severity").text()).isIn("critical", "warning");
        });
    }

    @Test
    @DisplayName("have every figure of the server in the dashboard or in the table of the documentation")
    void documentationHasEveryFigure() throws IOException {
        String documented = Files.readString(DOCS.resolve("monitoring.md"));
        Set<String> figures = metrics.names().stream()
                .filter(name -> name.startsWith("faye_"))
                .map(name -> name.replaceFirst("_(total|bytes|seconds_(bucket|count|sum|max))$", "")
                        .replace('_', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(figures).hasSizeGreaterThan(15).allSatisfy(figure -> assertThat(documented)
                .contains("`" + figure + "`"));
    }
}
