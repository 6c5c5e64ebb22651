package io.faye.tck.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found in a record. */
public final class Outcome {

    private final long seed;
    private final Chronicle chronicle;
    private final String figures;
    private final Names names;
    private @Nullable List<Violation> violations;

    private Outcome(long seed, Chronicle chronicle, String figures, Names names) {
        this.seed = seed;
        this.chronicle = chronicle;
        this.figures = figures;
        this.names = names;
    }

    static Outcome of(long seed, Chronicle chronicle, Duration ran) {
        Names names = new Names();
        chronicle.stories().forEach(story -> names.of(story.client()));
        int calls = chronicle.calls().size();
        long perSecond = calls * 1000L / Math.max(1, ran.toMillis());
        String figures = calls + " calls in " + ran.toMillis() + " ms, " + perSecond + " a second";
        return new Outcome(seed, chronicle, figures, names);
    }

    /** Once, when somebody asks: it takes a while of its own. */
    private synchronized List<Violation> violations() {
        List<Violation> known = violations;
        if (known == null) {
            known = Examination.of(chronicle);
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
