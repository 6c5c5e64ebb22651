package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cometd.bayeux.ChannelId;

/** Compares with the class of CometD that says what a name is, and which patterns match it. */
@Label("Names as CometD accepts them, compared with CometD's ChannelId,")
class CometdChannelIdTest {

    private static final List<String> PARTS = List.of(
            "/", "/", "/", "/", "a", "b", "A", "0", " ", "*", "**", ".", "+", "#", "'", "(", "@", "{", "}", "{a}", "%",
            ",", "\t", "\n", "\u0000", "\u00E9");

    /** {@return what CometD reads, if it reads the text at all and does not know it by another name} */
    private static Optional<ChannelId> read(String text) {
        try {
            ChannelId id = new ChannelId(text);
            id.depth();
            return Optional.of(id).filter(known -> known.getId().equals(text));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** CometD reads such a text as a template of its own, and then does not look at what comes after the variable. */
    private static boolean isTemplate(String text) {
        return Stream.of(text.split("/", -1)).anyMatch(segment -> segment.matches("\\{\\w+}"));
    }

    @Property(tries = 20_000)
    @Label("are the same, but for the apostrophe")
    void names(@ForAll("texts") String text) {
        Assume.that(!isTemplate(text));
        assertThat(ChannelNames.COMETD.channel(text.replace("'", "-")).isPresent())
                .isEqualTo(
                        read(text.replace("'", "-")).filter(id -> !id.isWild()).isPresent());
        assertThat(ChannelNames.COMETD.channel(text).isPresent())
                .isEqualTo(ChannelNames.COMETD.channel(text.replace("'", "-")).isPresent());
    }

    @Property
    @Label("may have segments in braces, which are templates there")
    void braces(@ForAll("channels") String before, @ForAll("channels") String after) {
        String text = before + "/{a}" + after;
        assertThat(ChannelNames.COMETD.channel(text)).isPresent();
        assertThat(read(text)).map(ChannelId::isTemplate).contains(true);
    }

    @Property
    @Label("have the same characters")
    void characters(@ForAll char c) {
        String text = "/x" + c + "x";
        assertThat(ChannelNames.COMETD.channel(text).isPresent())
                .isEqualTo(read(text).isPresent() || c == '\'');
    }

    @Property(tries = 5_000)
    @Label("are matched by the same patterns, but for channels of services")
    void patterns(@ForAll("channels") String name, @ForAll("patterns") String text) {
        Channel channel = ChannelNames.COMETD.channel(name).orElseThrow();
        ChannelPattern pattern = ChannelNames.COMETD.pattern(text).orElseThrow();
        ChannelId id = read(name).orElseThrow();
        assertThat(pattern.matches(channel)).isEqualTo(new ChannelId(text).matches(id));
        assertThat(channel.patterns().stream().map(ChannelPattern::toString))
                .containsExactlyInAnyOrderElementsOf(id.getAllIds());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS).list().ofMaxSize(7).map(parts -> "/" + String.join("", parts));
    }

    @Provide
    Arbitrary<String> channels() {
        return names(1, 4);
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> wildcards =
                Combinators.combine(names(0, 3), Arbitraries.of("/*", "/**")).as(String::concat);
        return Arbitraries.oneOf(names(1, 4), wildcards);
    }

    private static Arbitrary<String> names(int least, int most) {
        return Arbitraries.of("a", "a.b", "a b", " a", "a*", "***", "+#", "{a")
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(segments -> segments.stream().map("/"::concat).collect(Collectors.joining()));
    }
}
