package io.faye.tck.selftest;

import io.faye.tck.selftest.court.Candidate;
import io.faye.tck.selftest.court.Trial;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit for one process")
class SelfTest {

    static Stream<Candidate> right() {
        return Stream.of(WrongEngine.class, SmallEngine.class, RightEngines.Slow.class, RightEngines.Late.class)
                .map(WrongEngines::right);
    }

    static Stream<Candidate> wrong() {
        return WrongEngines.alone();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    @DisplayName("finds nothing wrong in an engine that is right")
    void acquits(Candidate candidate) {
        Trial.acquits(candidate);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("catches an engine that is wrong in one way, by the rule that it breaks")
    void convicts(Candidate candidate) {
        Trial.convicts(candidate);
    }
}
