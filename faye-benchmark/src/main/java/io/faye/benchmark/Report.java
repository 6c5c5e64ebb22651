package io.faye.benchmark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints figures as they come, and at the end the best of each with its ratio to one of the servers. */
final class Report {

    private final Map<Case, Map<String, Double>> best = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final PrintWriter out;
    private final String base;

    Report(PrintWriter out, String base) {
        this.out = out;
        this.base = base;
    }

    void add(Case load, String server, Figure figure) {
        best.computeIfAbsent(load, key -> new LinkedHashMap<>()).merge(server, figure.each(), Math::min);
        String line = String.format(
                Locale.ROOT,
                "%-14s %-15s %9.2f %s   %s; %s",
                load,
                server,
                figure.each(),
                load.unit(),
                figure.details(),
                figure.faults());
        out.println(line);
        out.flush();
        if (!figure.faults().none()) {
            faults.add(line);
        }
    }

    /** {@return whether nothing went wrong} */
    boolean finish() {
        out.println();
        out.println("The least of all rounds; in parentheses how many times as much " + base + " takes:");
        best.forEach((load, figures) -> {
            out.printf(Locale.ROOT, "%-14s", load);
            figures.forEach((server, each) -> out.print(cell(server, each, figures.get(base))));
            out.println(" " + load.unit());
        });
        faults.forEach(line -> out.println("NOT EXACT: " + line));
        out.flush();
        return faults.isEmpty();
    }

    private static String cell(String server, double each, @Nullable Double other) {
        String ratio = other == null ? "" : String.format(Locale.ROOT, " (%.2fx)", other / each);
        return String.format(Locale.ROOT, "  %s %.2f%s", server, each, ratio);
    }
}
