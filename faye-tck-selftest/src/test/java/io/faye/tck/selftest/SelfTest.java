package io.faye.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.tck.selftest.court.Candidate;
import io.faye.tck.selftest.court.Court;
import io.faye.tck.selftest.court.Verdict;
import io.faye.tck.selftest.shared.WrongSharing;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit")
class SelfTest {

    static Stream<Candidate> right() {
        return Stream.of(WrongEngines.candidate(WrongEngine.class), WrongEngines.candidate(SmallEngine.class));
    }

    static Stream<Candidate> alone() {
        return WrongEngines.alone();
    }

    static Stream<Candidate> shared() {
        return WrongSharing.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    @DisplayName("finds nothing wrong in an engine that is right")
    void acquits(Candidate candidate) {
        Verdict verdict = Court.judge(candidate);
        assertThat(verdict.failures()).isEmpty();
        assertThat(verdict.passed()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alone")
    @DisplayName("catches an engine that is wrong in one way, by the rule that it breaks and no other")
    void convicts(Candidate candidate) {
        assertConvicts(candidate, Court.judge(candidate));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    @DisplayName("catches an engine of several processes that is wrong in one way, by the rule that it breaks")
    void convictsShared(Candidate candidate) {
        assertConvicts(candidate, Court.judgeByOwnRules(candidate));
    }

    private static void assertConvicts(Candidate candidate, Verdict verdict) {
        assertThat(verdict.failures())
                .as("failed tests of %s", candidate)
                .isNotEmpty()
                .allMatch(failure -> failure.isAbout(candidate.breaks()), "is about " + candidate.breaks());
    }
}
