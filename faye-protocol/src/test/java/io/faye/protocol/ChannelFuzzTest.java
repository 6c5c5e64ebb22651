package io.faye.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Whatever text comes as a name")
@Tag("fuzz")
class ChannelFuzzTest {

    @Tag("fuzz-channel-seconds")
    @DisplayName("it is no channel, or one that every pattern of it matches")
    @FuzzTest(maxDuration = "4s")
    void forSeconds(byte[] bytes) {
        parse(bytes);
    }

    @Tag("fuzz-channel-minutes")
    @DisplayName("it is no channel, or one that every pattern of it matches, for minutes")
    @FuzzTest(maxDuration = "5m")
    void forMinutes(byte[] bytes) {
        parse(bytes);
    }

    private static void parse(byte[] bytes) {
        String name = new String(bytes, UTF_8);
        if (!ProtocolLimits.DEFAULT.refuses(name)) {
            assertThat(ChannelNames.FAYE.channel(name).isEmpty()
                            || Channel.parse(name).isPresent())
                    .as("what Faye accepts is a channel")
                    .isTrue();
            Channel.parse(name).ifPresent(channel -> check(channel, name));
            ChannelPattern.parse(name).ifPresent(pattern -> check(pattern, name));
        }
    }

    private static void check(Channel channel, String name) {
        assertThat(channel).hasToString(name);
        assertThat(channel.patterns()).isNotEmpty().allMatch(pattern -> pattern.matches(channel));
        assertThat(ChannelPattern.parse(name)).as("a channel is a pattern").isPresent();
    }

    private static void check(ChannelPattern pattern, String name) {
        assertThat(pattern).hasToString(name);
        assertThat(pattern.overlaps(pattern)).isTrue();
        String parent = name.substring(0, name.lastIndexOf('/') + 1);
        Channel channel = Channel.of(pattern.isWildcard() ? parent + (name.endsWith("**") ? "a/b" : "a") : name);
        assertThat(pattern.matches(channel)).as("%s below %s", channel, pattern).isTrue();
        assertThat(channel.patterns()).contains(pattern);
    }
}
