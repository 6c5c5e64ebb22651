package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Names of channels, whatever text they are read from,")
class ChannelNamesPropertyTest {

    @Property
    @Label("accept what they say of its text, whoever has made the channel or the pattern")
    void agree(@ForAll("texts") String text) {
        for (ChannelNames names : ChannelNames.values()) {
            assertThat(names.channel(text)).isEqualTo(Channel.parse(text).filter(names::accepts));
            assertThat(names.pattern(text).isPresent()
                            && !names.pattern(text).get().isWildcard())
                    .isEqualTo(names.channel(text).isPresent());
        }
    }

    @Property
    @Label("that are accepted can be listed with the patterns that match them, and nothing else matches")
    void patterns(@ForAll("texts") String text, @ForAll("texts") String other) {
        Channel.parse(text).ifPresent(channel -> {
            assertThat(channel.patterns())
                    .contains(ChannelPattern.of(text))
                    .allMatch(pattern -> pattern.matches(channel))
                    .allMatch(
                            pattern -> ChannelPattern.parse(pattern.toString()).isPresent());
            ChannelPattern.parse(other).ifPresent(pattern -> assertThat(pattern.matches(channel))
                    .isEqualTo(channel.patterns().contains(pattern))
                    .isEqualTo(pattern.overlaps(ChannelPattern.of(text))));
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("/", "/", "/", "a", "b", " ", "*", "**", ".", "{a}", "service", "'", "\n", "\u00E9")
                .list()
                .ofMaxSize(8)
                .map(parts -> "/" + String.join("", parts));
    }
}
