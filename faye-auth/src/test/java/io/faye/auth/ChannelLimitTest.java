package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The channels of a credential")
class ChannelLimitTest {

    @Property
    @Label("cover a pattern exactly if they have every channel that it stands for")
    void covers(@ForAll("patterns") String limit, @ForAll("patterns") String asked) {
        assertThat(ChannelLimit.covers(ChannelPattern.of(limit), ChannelPattern.of(asked)))
                .isEqualTo(Universe.heard(limit).containsAll(Universe.heard(asked)));
    }

    @Property
    @Label("are got around by no spelling of a channel that they do not have")
    void noWayRound(@ForAll("patterns") String limit, @ForAll("strangeNames") String name) {
        Principal limited = new Principal("ada", Set.of(), Optional.empty(), Set.of(ChannelPattern.of(limit)));
        Channel.parse(name)
                .filter(channel ->
                        !channel.isMeta() && !ChannelPattern.of(limit).matches(channel))
                .ifPresent(channel -> assertThat(Stream.concat(
                                Stream.of(Message.to(channel)),
                                channel.patterns().stream().map(ChannelLimitTest::subscribe)))
                        .allSatisfy(message -> assertThat(ChannelLimit.refusal(limited, message, ChannelNames.COMETD))
                                .as("%s", message)
                                .isPresent()));
    }

    private static Message subscribe(ChannelPattern pattern) {
        return Message.to(Channel.SUBSCRIBE).with(Field.SUBSCRIPTION, Json.of(List.of(pattern.toString())));
    }

    @Provide
    Arbitrary<String> patterns() {
        Stream<String> wildcards =
                Universe.names(Universe.SEGMENTS, 2).stream().flatMap(name -> Stream.of(name + "/*", name + "/**"));
        Stream<String> exact = Universe.names(Universe.SEGMENTS, 3).stream().filter(name -> !name.isEmpty());
        return Arbitraries.of(Stream.concat(exact, wildcards).toList());
    }

    @Provide
    Arbitrary<String> strangeNames() {
        return Universe.strangeNames();
    }
}
