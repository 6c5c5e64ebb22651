package io.faye.tck.selftest.court;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Demands of the kit what its users rely on. With {@code -Dfaye.selftest.long=true} an engine that is wrong faces all
 * tests, none of which may fail that is about other rules, and then those of its own rules several times, a race many
 * times; and what is right is judged ten times. Otherwise it faces only the tests of its own rules, until one of them
 * fails.
 */
public final class Trial {

    static final boolean LONG = Boolean.getBoolean("faye.selftest.long");
    private static final int TRIALS = LONG ? 5 : 1;
    private static final int RACES = LONG ? 20 : 1;
    private static final int ACQUITTALS = LONG ? 10 : 1;
    private static final int ATTEMPTS = LONG ? 1 : 3;

    private Trial() {}

    /** Demands that nothing is found in an engine that is right. */
    public static void acquits(Candidate candidate) {
        for (int i = 0; i < ACQUITTALS; i++) {
            Verdict verdict = Court.judge(candidate);
            assertThat(verdict.failures()).isEmpty();
            assertThat(verdict.passed()).isPositive();
        }
    }

    /** Demands that an engine that is wrong is caught, and by nothing but its own rules. */
    public static void convicts(Candidate candidate) {
        if (LONG) {
            assertNothingElse(candidate, Court.judgePatiently(candidate));
        }
        for (int i = 0; i < (candidate.isRace() ? RACES : TRIALS); i++) {
            assertThat(isCaught(candidate)).as("is %s caught", candidate).isTrue();
        }
    }

    private static boolean isCaught(Candidate candidate) {
        return IntStream.range(0, ATTEMPTS)
                .anyMatch(i -> !Court.judgeByOwnRules(candidate).failures().isEmpty());
    }

    private static void assertNothingElse(Candidate candidate, Verdict verdict) {
        Set<String> rules = candidate.shakes();
        assertThat(verdict.failures()).as("what fails for %s", candidate).allSatisfy(failure -> assertThat(
                        failure.isAbout(rules))
                .as("is about %s", rules)
                .isTrue());
    }
}
