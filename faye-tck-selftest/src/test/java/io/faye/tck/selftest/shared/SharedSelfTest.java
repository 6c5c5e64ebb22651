package io.faye.tck.selftest.shared;

import io.faye.tck.selftest.court.Candidate;
import io.faye.tck.selftest.court.Trial;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kits for several processes and for backends that go away")
class SharedSelfTest {

    static Stream<Candidate> wrong() {
        return WrongSharing.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("catch an engine that is wrong in one way, by the rule that it breaks")
    void convict(Candidate candidate) {
        Trial.convicts(candidate);
    }
}
