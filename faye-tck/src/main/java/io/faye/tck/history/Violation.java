package io.faye.tck.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A rule that was broken.
 *
 * @param rule its id
 * @param text what happened, in a sentence
 * @param lines the part of the record that shows it, in order of time
 */
record Violation(String rule, String text, List<Line> lines) {

    static Violation of(String rule, String text, Collection<? extends Line> lines) {
        return new Violation(
                rule,
                text,
                lines.stream()
                        .map(Line.class::cast)
                        .distinct()
                        .sorted(Comparator.comparingLong(Line::tick))
                        .toList());
    }
}
