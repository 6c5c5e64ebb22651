package io.faye.benchmark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints figures as they come, and at the end the best of each with its ratio to Faye on Node. */
final class Report {

    private static final String BASE = "faye-node";

    private final Map<Case, Map<String, Double>> best = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void add(Case load, String server, Figure figure) {
        best.computeIfAbsent(load, key -> new LinkedHashMap<>()).merge(server, figure.each(), Math::min);
        String line = String.format(
                Locale.ROOT,
                "%-14s %-12s %9.2f %s   %s; %s",
                load,
                server,
                figure.each(),
                unit(load),
                figure.details(),
                figure.faults());
        out.println(line);
        out.flush();
        if (!figure.faults().none()) {
            faults.add(line);
        }
    }

    private static String unit(Case load) {
        return load.kind() == Case.Kind.IDLE ? "KiB each" : "us CPU each";
    }

    /** {@return whether nothing went wrong} */
    boolean finish() {
        out.println();
        out.println("The least of all rounds; in parentheses how many times as much " + BASE + " takes:");
        best.forEach((load, figures) -> {
            out.printf(Locale.ROOT, "%-14s", load);
            figures.forEach((server, each) -> out.print(cell(server, each, figures.get(BASE))));
            out.println(" " + unit(load));
        });
        faults.forEach(line -> out.println("NOT EXACT: " + line));
        out.flush();
        return faults.isEmpty();
    }

    private static String cell(String server, double each, @Nullable Double base) {
        String ratio = base == null ? "" : String.format(Locale.ROOT, " (%.2fx)", base / each);
        return String.format(Locale.ROOT, "  %s %.2f%s", server, each, ratio);
    }
}
