package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.protocol.Channel;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
                .withMessageEndingWith("'b c' is neither a channel's segment nor a variable");
    }
}
