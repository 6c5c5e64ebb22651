package io.faye.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit")
class SelfTest {

    static Stream<Candidate> right() {
        return Stream.of(Candidate.of(WrongEngine.class), Candidate.of(SmallEngine.class));
    }

    static Stream<Candidate> wrong() {
        return WrongEngines.named(System.getProperty("faye.wrong", ""));
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
    @MethodSource("wrong")
    @DisplayName("catches an engine that is wrong in one way, by the rule that it breaks")
    void convicts(Candidate candidate) {
        Verdict verdict = Court.judge(candidate);
        assertThat(verdict.failures())
                .as("failed tests of %s", candidate)
                .isNotEmpty()
                .allMatch(failure -> failure.isAbout(candidate.breaks()), "is about " + candidate.breaks());
    }
}
