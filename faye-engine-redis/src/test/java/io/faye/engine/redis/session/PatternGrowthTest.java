package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.ChannelPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The work for a session's subscriptions")
class PatternGrowthTest {

    private static final int BITS = 17;

    /** Names of one length and one hash code: {@code Aa} and {@code BB} have the same. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder("/");
        for (int bit = 0; bit < BITS; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    @Test
    @Timeout(20)
    @DisplayName("does not grow faster than their number, though a client has chosen names of one hash code")
    void isNotQuadratic() {
        List<ChannelPattern> patterns = IntStream.range(0, 1 << BITS)
                .mapToObj(PatternGrowthTest::colliding)
                .map(ChannelPattern::of)
                .toList();
        Set<ChannelPattern> set = Arrival.patternSet(patterns);
        assertThat(set.size()).isEqualTo(patterns.size());
        assertThat(set.contains(patterns.get(patterns.size() - 1))).isTrue();
    }
}
