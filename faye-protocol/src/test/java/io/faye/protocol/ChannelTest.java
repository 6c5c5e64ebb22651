package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A channel")
class ChannelTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/chat/lobby",
                "/META/x",
                "/metafoo",
                "/foo/meta",
                "/a-_!~()$@Z09",
                "/1/2/3/4/5/6/7",
                "/a.b",
                "/a b"
            })
    @DisplayName("is one or more segments")
    void acceptsNames(String name) {
        assertThat(Channel.parse(name)).map(Channel::toString).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "a",
                "a/b",
                "/a/",
                "/a//b",
                "//a",
                "/*",
                "/**",
                "/a/*",
                "/a/**",
                "/a\n",
                "/a\r\n",
                " /a",
                "/a ",
                "/a%20",
                "/a:b",
                "/a,b",
                "/\u00E9",
                "/a\u0000",
                "/a/*/b"
            })
    @DisplayName("is nothing else")
    void refusesOthers(String name) {
        assertThat(Channel.parse(name)).isEmpty();
        assertThatThrownBy(() -> Channel.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    @DisplayName("has no limit of its own to its length")
    void mayBeLong() {
        String name = "/segment".repeat(10_000);
        assertThat(Channel.of(name).segments()).hasSize(10_000).containsOnly("segment");
    }

    @Test
    @DisplayName("is the protocol's or a service's by its first segment alone")
    void knowsItsFirstSegment() {
        assertThat(Channel.of("/meta").isMeta()).isTrue();
        assertThat(Channel.of("/meta/x/y").isMeta()).isTrue();
        assertThat(Channel.of("/metafoo").isMeta()).isFalse();
        assertThat(Channel.of("/META/x").isMeta()).isFalse();
        assertThat(Channel.of("/x/meta").isMeta()).isFalse();
        assertThat(Channel.of("/service/x").isService()).isTrue();
        assertThat(Channel.of("/services/x").isService()).isFalse();
        assertThat(Channel.of("/service/x").isMeta()).isFalse();
    }

    @Test
    @DisplayName("lists its segments in order")
    void listsSegments() {
        assertThat(Channel.of("/a/b/c").segments()).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("lists the patterns that match it: itself, its parent's *, and ** below each ancestor")
    void listsPatterns() {
        assertThat(Channel.of("/a/b/c").patterns())
                .extracting(ChannelPattern::toString)
                .containsExactlyInAnyOrder("/a/b/c", "/a/b/*", "/a/b/**", "/a/**", "/**");
        assertThat(Channel.of("/a").patterns())
                .extracting(ChannelPattern::toString)
                .containsExactlyInAnyOrder("/a", "/*", "/**");
    }

    @Test
    @DisplayName("of a service lists only patterns that begin with /service")
    void listsPatternsOfService() {
        assertThat(Channel.of("/service/x").patterns())
                .extracting(ChannelPattern::toString)
                .containsExactlyInAnyOrder("/service/x", "/service/*", "/service/**");
        assertThat(Channel.of("/service").patterns())
                .extracting(ChannelPattern::toString)
                .containsExactly("/service");
    }

    @Test
    @DisplayName("equals channels of the same name")
    void equalsByName() {
        String longName = "/x".repeat(200);
        assertThat(Channel.of(longName)).isEqualTo(Channel.of(longName)).hasSameHashCodeAs(Channel.of(longName));
        assertThat(Channel.of("/a")).isNotEqualTo(Channel.of("/A"));
        assertThat(Channel.of("/a").toJson()).isEqualTo(Json.of("/a"));
    }
}
