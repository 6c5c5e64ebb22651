package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of channels")
class ChannelNamesTest {

    private static final String MARKS = "-_!~()$@";
    private static final String MORE_MARKS = ".+#*{}' ";

    private static boolean isLetterOrDigit(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    @Nested
    @DisplayName("as Faye accepts them")
    class Faye {

        @ParameterizedTest
        @ValueSource(
                strings = {"/a.b", "/a+b", "/a*", "/***", "/a b", "/meta/ x", "/{a}", "/#", "/it's", "/stock/GOOG.N"})
        @DisplayName("are not those that only CometD accepts")
        void refusesThoseOfCometd(String name) {
            assertThat(ChannelNames.FAYE.channel(name)).isEmpty();
            assertThat(ChannelNames.FAYE.pattern(name)).isEmpty();
            assertThat(ChannelNames.FAYE.pattern(name + "/*")).isEmpty();
        }

        @Test
        @DisplayName("have letters, digits and eight marks in their segments, and no other character of Unicode")
        void allowsExactly() {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                assertThat(ChannelNames.FAYE.channel("/x" + (char) c).isPresent())
                        .as("U+%04X", c)
                        .isEqualTo(isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
            }
        }
    }

    @Nested
    @DisplayName("as CometD accepts them")
    class Cometd {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/stock/GOOG.N",
                    "/a+b",
                    "/a#b",
                    "/it's",
                    "/a b",
                    "/ a",
                    "/a /b",
                    "/a*",
                    "/*a",
                    "/***",
                    "/a**/b",
                    "/ */b",
                    "/{a}/b",
                    "/meta x/y"
                })
        @DisplayName("are also those with more characters")
        void acceptsMore(String name) {
            assertThat(ChannelNames.COMETD.channel(name)).map(Channel::toString).contains(name);
            assertThat(ChannelNames.COMETD.pattern(name))
                    .map(ChannelPattern::isWildcard)
                    .contains(false);
            assertThat(ChannelNames.COMETD.pattern(name + "/**"))
                    .map(ChannelPattern::isWildcard)
                    .contains(true);
        }

        @Test
        @DisplayName(
                "have eight more characters, and no other of Unicode: no control character, none that is not ASCII")
        void allowsExactly() {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                assertThat(ChannelNames.COMETD.channel("/x" + (char) c + "x").isPresent())
                        .as("U+%04X", c)
                        .isEqualTo(c == '/' || isLetterOrDigit(c) || (MARKS + MORE_MARKS).indexOf(c) >= 0);
            }
        }

        @Test
        @DisplayName("are written in one way: no blank or slash at the end, no segment of blanks")
        void oneSpelling() {
            assertThat(Stream.of("/a ", "/a/", "/a/ ", "/ ", "/ /a", "/a/  /b", "/a/* ")
                            .map(ChannelNames.COMETD::pattern))
                    .containsOnly(Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("are never wildcards, which are the last segment of a pattern")
    void wildcards(ChannelNames names) {
        assertThat(Stream.of("/*", "/**", "/a/*", "/a/**")).allSatisfy(pattern -> {
            assertThat(names.channel(pattern)).isEmpty();
            assertThat(names.pattern(pattern)).map(ChannelPattern::isWildcard).contains(true);
        });
        assertThat(Stream.of("/*/a", "/**/a", "/*/*", "/a/*/**", "/a/**/*")).allSatisfy(pattern -> {
            assertThat(names.channel(pattern)).isEmpty();
            assertThat(names.pattern(pattern)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("accept channels that programs make, if these have such names")
    void acceptsChannels(ChannelNames names) {
        assertThat(names.accepts(Channel.of("/a"))).isTrue();
        assertThat(names.accepts(Channel.of("/a.b"))).isEqualTo(names == ChannelNames.COMETD);
    }
}
