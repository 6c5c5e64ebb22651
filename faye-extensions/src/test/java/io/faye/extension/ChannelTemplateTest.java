package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A channel template")
class ChannelTemplateTest {

    @Test
    @DisplayName("tells what its variables stand for in a channel")
    void tellsVariables() {
        ChannelTemplate template = ChannelTemplate.of("/rooms/{room}/{user}/**");
        assertThat(template.match(Channel.of("/rooms/7/ada/a/b"))).contains(Map.of("room", "7", "user", "ada"));
        assertThat(template.match(Channel.of("/rooms/7/ada"))).isEmpty();
        assertThat(template.variables()).containsExactly(Map.entry("room", 1), Map.entry("user", 2));
        assertThat(template.segments()).containsExactly("rooms", "{room}", "{user}", "**");
    }

    @Test
    @DisplayName("is equal to another one of the same text")
    void isAValue() {
        assertThat(ChannelTemplate.of("/a/{b}"))
                .isEqualTo(ChannelTemplate.of("/a/{b}"))
                .hasSameHashCodeAs(ChannelTemplate.of("/a/{b}"))
                .isNotEqualTo(ChannelTemplate.of("/a/{c}"))
                .hasToString("/a/{b}");
    }

    @Test
    @DisplayName("that is none is refused with the reason")
    void refusesOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTemplate.of("/a/*/b"))
                .withMessage("Expected a template such as /rooms/{room}/messages, but got '/a/*/b':"
                        + " * may only be the last segment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTemplate.of("/{x}/{x}"))
                .withMessageEndingWith("the variable {x} stands there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTemplate.of("/a/b c"))
                .withMessageEndingWith(
                        "'b c' is neither a channel's segment nor a variable; with channel names 'cometd' it is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTemplate.of("/a/b%"))
                .withMessageEndingWith("'b%' is neither a channel's segment nor a variable");
    }

    @Test
    @DisplayName("stands for channels of any names, with a variable for any segment")
    void anyNames() {
        ChannelTemplate template = ChannelTemplate.of("/rooms/{room}/*");
        assertThat(template.match(Channel.of("/rooms/a.b c/{x}"))).contains(Map.of("room", "a.b c"));
        assertThat(template.match(Channel.of("/rooms/{room}/*a"))).contains(Map.of("room", "{room}"));
        assertThat(template.match(Channel.of("/rooms /a/b"))).isEmpty();
        assertThat(ChannelTemplate.of("/a/**").matches(Channel.of("/a/***"))).isTrue();
        assertThat(ChannelTemplate.of("/a/*").matches(Channel.of("/a/b/*c"))).isFalse();
    }

    @Test
    @DisplayName("has fixed segments that CometD accepts, for a server that does")
    void namesOfCometd() {
        ChannelTemplate template = ChannelTemplate.of("/stock/GOOG.N/{a}", ChannelNames.COMETD);
        assertThat(template.match(Channel.of("/stock/GOOG.N/+1"))).contains(Map.of("a", "+1"));
        assertThat(template.matches(Channel.of("/stock/GOOGXN/1"))).isFalse();
        assertThat(ChannelTemplate.of("/my channel/it's/#1", ChannelNames.COMETD)
                        .matches(Channel.of("/my channel/it's/#1")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has no fixed segment that could be mistaken for a wildcard, a variable or another segment")
    void refusesLookalikes(ChannelNames names) {
        assertThat(Stream.of(
                        "/a*", "/*a", "/***", "/{a", "/a}", "/{}", "/x{y}", "/{a}{b}", "/{a b}", "/a /b", "/ a", "/a "))
                .allSatisfy(text -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> ChannelTemplate.of(text, names))
                        .withMessageEndingWith("is neither a channel's segment nor a variable"));
    }
}
