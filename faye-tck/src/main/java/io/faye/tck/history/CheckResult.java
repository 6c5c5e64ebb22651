package io.faye.tck.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The violations that the checks found in a record. */
public final class CheckResult {

    private final long seed;
    private final HistoryRecord history;
    private final String figures;
    private final Names names;
    private @Nullable List<Violation> violations;

    private CheckResult(long seed, HistoryRecord history, String figures, Names names) {
        this.seed = seed;
        this.history = history;
        this.figures = figures;
        this.names = names;
    }

    static CheckResult of(long seed, HistoryRecord history, Duration ran) {
        Names names = new Names();
        history.stories().forEach(story -> names.of(story.client()));
        int calls = history.calls().size();
        long perSecond = calls * 1000L / Math.max(1, ran.toMillis());
        String figures = calls + " calls in " + ran.toMillis() + " ms, " + perSecond + " a second";
        return new CheckResult(seed, history, figures, names);
    }

    /** Once, when somebody asks: it takes a while of its own. */
    private synchronized List<Violation> violations() {
        List<Violation> known = violations;
        if (known == null) {
            known = Examination.of(history);
            violations = known;
        }
        return known;
    }

    /**
     * {@return how a rule was broken, shown by the shortest part of the record that was found, or empty}
     *
     * @param rule its id
     */
    public Optional<String> failure(String rule) {
        List<Violation> found = violations().stream()
                .filter(violation -> violation.rule().equals(rule))
                .toList();
        return found.stream()
                .min(Comparator.comparingInt(violation -> violation.lines().size()))
                .map(violation -> text(violation, found.size()));
    }

    private String text(Violation violation, int times) {
        return violation.text() + (times > 1 ? " (" + times + " such cases)" : "") + "\nSeed " + seed + ", " + figures
                + "; the calls concerned, each with the tick at which it began:\n" + new Excerpt(names).of(violation);
    }

    /** {@return the rules that were broken} */
    public List<String> broken() {
        return violations().stream().map(Violation::rule).distinct().sorted().toList();
    }

    /** {@return how much was done, in how much time} */
    public String figures() {
        return figures;
    }
}
