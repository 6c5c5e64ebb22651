package io.faye.standalone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Prometheus' text format 0.0.4 as strictly as its description is, and refuses everything else. */
final class PrometheusText {

    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([^ ]+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([^ {]+)(?:\\{(.*)})? ([^ ]+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\n\"])*)\"(,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> finished = new HashSet<>();
    private String family = "";

    private PrometheusText() {}

    /** One figure. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static PrometheusText parse(String text) {
        PrometheusText parsed = new PrometheusText();
        require(text.endsWith("\n"), "the text ends within a line");
        text.lines().filter(line -> !line.isEmpty()).forEach(parsed::line);
        parsed.checkHistograms();
        return parsed;
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw new AssertionError("Not Prometheus' text format: " + fault);
        }
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            comment(line);
        } else {
            sample(line);
        }
    }

    private void comment(String line) {
        Matcher comment = COMMENT.matcher(line);
        require(comment.matches(), line);
        String name = comment.group(2);
        require(NAME.matcher(name).matches(), line);
        begin(name);
        if (comment.group(1).equals("TYPE")) {
            require(TYPES.contains(comment.group(3)), line);
            require(types.put(name, comment.group(3)) == null, "two types of " + name);
        }
    }

    /** All lines of one name have to follow each other. */
    private void begin(String name) {
        if (!name.equals(family)) {
            require(finished.add(name), "the lines of " + name + " do not follow each other");
            family = name;
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), line);
        String name = sample.group(1);
        require(NAME.matcher(name).matches(), line);
        require(belongs(name), line + " is not of " + family);
        Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2), line);
        Sample found = new Sample(name, labels, number(sample.group(3)));
        require(
                samples.stream()
                        .noneMatch(other ->
                                other.name().equals(name) && other.labels().equals(labels)),
                "twice: " + line);
        samples.add(found);
    }

    private boolean belongs(String name) {
        String type = types.get(family);
        require(type != null, name + " has no type");
        return switch (type) {
            case "histogram" -> Stream.of("_bucket", "_sum", "_count").anyMatch(end -> name.equals(family + end));
            case "summary" -> name.equals(family) || name.equals(family + "_sum") || name.equals(family + "_count");
            default -> name.equals(family);
        };
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            require(label.find(end) && label.start() == end, line);
            require(labels.put(label.group(1), label.group(2)) == null, line);
            end = label.end();
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** Buckets grow, and the last has all. */
    private void checkHistograms() {
        types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                samples.stream()
                        .filter(sample -> sample.name().equals(name + "_count"))
                        .forEach(this::checkHistogram);
            }
        });
    }

    private void checkHistogram(Sample count) {
        String name = count.name().replaceFirst("_count$", "_bucket");
        double before = 0;
        double bound = Double.NEGATIVE_INFINITY;
        for (Sample bucket : samples) {
            Map<String, String> labels = new TreeMap<>(bucket.labels());
            String le = labels.remove("le");
            if (bucket.name().equals(name) && labels.equals(count.labels())) {
                require(le != null && number(le) > bound && bucket.value() >= before, "buckets of " + name);
                bound = number(le);
                before = bucket.value();
            }
        }
        require(bound == Double.POSITIVE_INFINITY && before == count.value(), "the last bucket of " + name);
    }

    List<Sample> samples() {
        return samples;
    }

    /** {@return the names of all figures} */
    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    /** {@return the names of all labels that figures of a name have} */
    Set<String> labels(String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** {@return the sum of all figures of a name that have these labels} */
    double sum(String name, Map<String, String> labels) {
        require(names().contains(name), "there is no " + name);
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }
}
