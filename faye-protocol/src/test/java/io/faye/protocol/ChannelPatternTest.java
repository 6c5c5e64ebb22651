package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A channel pattern")
class ChannelPatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/b", "/*", "/**", "/a/*", "/a/b/**", "/meta/*", "/service/**"})
    @DisplayName("is a channel, or a possibly empty name and then a wildcard")
    void acceptsPatterns(String name) {
        assertThat(ChannelPattern.parse(name)).map(ChannelPattern::toString).contains(name);
        assertThat(ChannelPattern.of(name).isWildcard()).isEqualTo(name.endsWith("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a*", "/a/b*", "/***", "/a/***", "/a/b**", "/a/ *", "/a.b"})
    @DisplayName("of a name that ends with a star is one channel")
    void starsInNames(String name) {
        ChannelPattern pattern = ChannelPattern.of(name);
        assertThat(pattern.isWildcard()).isFalse();
        assertThat(pattern.matches(Channel.of(name))).isTrue();
        assertThat(pattern.matches(Channel.of("/a/bb"))).isFalse();
        assertThat(pattern.overlaps(ChannelPattern.of("/a/b"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "**",
                "//*",
                "/*/a",
                "/**/a",
                "/*/*",
                "/*/**",
                "/**/*",
                "/a/*/",
                "/a/*\n",
                "/a/**\n",
                "a/*",
                "/a//*",
                "/\u00E9/**"
            })
    @DisplayName("is nothing else")
    void refusesOthers(String name) {
        assertThat(ChannelPattern.parse(name)).isEmpty();
        assertThatThrownBy(() -> ChannelPattern.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/b, /a/bc, false",
        "/a/*, /a/b, true",
        "/a/*, /a, false",
        "/a/*, /a/b/c, false",
        "/a/*, /ab/c, false",
        "/a/**, /a/b, true",
        "/a/**, /a/b/c/d, true",
        "/a/**, /a, false",
        "/a/**, /ab/c, false",
        "/*, /a, true",
        "/*, /a/b, false",
        "/**, /a, true",
        "/**, /a/b, true",
        "/**, /service/x, false",
        "/*, /service, false",
        "/service/**, /service/x/y, true",
        "/service/x, /service/x, true",
        "/**, /services/x, true",
        "/a/*, /a/b.c d, true",
        "/a/*, /a/b*, true",
        "/a/**, /a/ b/{c}, true",
        "/a /*, /a /b, true",
        "/a /*, /a/b, false",
        "/a/b*, /a/bc, false"
    })
    @DisplayName("matches what lies below it")
    void matches(String pattern, String channel, boolean expected) {
        assertThat(ChannelPattern.of(pattern).matches(Channel.of(channel))).isEqualTo(expected);
    }

    @Test
    @DisplayName("matches a channel exactly if the channel lists it")
    void agreesWithTheChannel() {
        for (Channel channel : SmallUniverse.channels(4)) {
            for (ChannelPattern pattern : SmallUniverse.patterns(4)) {
                boolean expected = SmallUniverse.matches(pattern, channel);
                assertThat(pattern.matches(channel))
                        .as("%s and %s", pattern, channel)
                        .isEqualTo(expected);
                assertThat(channel.patterns().contains(pattern))
                        .as("%s of %s", pattern, channel)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("overlaps another exactly if some channel matches both")
    void overlapsIfSomeChannelMatchesBoth() {
        for (ChannelPattern one : SmallUniverse.patterns(3)) {
            for (ChannelPattern other : SmallUniverse.patterns(3)) {
                boolean expected = SmallUniverse.channels(5).stream()
                        .anyMatch(channel ->
                                SmallUniverse.matches(one, channel) && SmallUniverse.matches(other, channel));
                assertThat(one.overlaps(other)).as("%s and %s", one, other).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("is the protocol's or a service's by its first segment alone")
    void knowsItsFirstSegment() {
        assertThat(ChannelPattern.of("/meta").isMeta()).isTrue();
        assertThat(ChannelPattern.of("/meta/*").isMeta()).isTrue();
        assertThat(ChannelPattern.of("/metafoo/*").isMeta()).isFalse();
        assertThat(ChannelPattern.of("/**").isMeta()).isFalse();
        assertThat(ChannelPattern.of("/service/**").isService()).isTrue();
        assertThat(ChannelPattern.of("/**").isService()).isFalse();
    }

    @Test
    @DisplayName("is ordered by its text, as channels are")
    void order() {
        assertThat(ChannelPattern.of("/a/*"))
                .isLessThan(ChannelPattern.of("/a/b"))
                .isEqualByComparingTo(ChannelPattern.of("/a/*"));
        assertThat(Channel.of("/a/b")).isGreaterThan(Channel.of("/a")).isEqualByComparingTo(Channel.of("/a/b"));
    }

    @Test
    @DisplayName("equals patterns written the same")
    void equalsByText() {
        assertThat(ChannelPattern.of("/a/*"))
                .isEqualTo(ChannelPattern.of("/a/*"))
                .isNotEqualTo(ChannelPattern.of("/a/**"));
        assertThat(ChannelPattern.of("/a/*")).hasSameHashCodeAs(ChannelPattern.of("/a/*"));
        assertThat(ChannelPattern.of("/a/*").toJson()).isEqualTo(Json.of("/a/*"));
    }
}
