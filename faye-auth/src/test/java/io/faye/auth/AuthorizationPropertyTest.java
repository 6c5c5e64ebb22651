package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.rules.Authorization;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@Label("Authorization, whatever it is sent,")
class AuthorizationPropertyTest {

    private static final Principal ADA = Principal.of(Universe.ADA, "editor");

    @Property
    @Label("lets a list of subscriptions through only if all channels are granted that any of them stands for")
    void guardsSubscriptions(
            @ForAll("rules") List<Line> lines, @ForAll("names") List<String> names, @ForAll ChannelNames accepted) {
        Message message = Message.to(Channel.SUBSCRIBE).with(Field.SUBSCRIPTION, Json.of(names));
        if (verdict(lines, message, accepted) instanceof Verdict.Pass) {
            assertThat(names).allSatisfy(name -> assertThat(understood(name, accepted))
                    .allMatch(channel -> Line.permit(lines, ADA, channel)));
        } else {
            assertThat(names).anyMatch(name -> accepted.pattern(name).isPresent());
        }
    }

    @Property
    @Label("treats one name like a list of it")
    void treatsOneLikeAList(
            @ForAll("rules") List<Line> lines, @ForAll("names") List<String> names, @ForAll ChannelNames accepted) {
        Message message = Message.to(Channel.SUBSCRIBE);
        for (String name : names) {
            Verdict alone = verdict(lines, message.with(Field.SUBSCRIPTION, Json.of(name)), accepted);
            Verdict listed = verdict(lines, message.with(Field.SUBSCRIPTION, Json.of(List.of(name))), accepted);
            assertThat(alone instanceof Verdict.Pass).as(name).isEqualTo(listed instanceof Verdict.Pass);
        }
    }

    @Property
    @Label(
            "lets a message through only to a channel that is granted, and refuses those of the protocol that are unknown")
    void guardsPublishes(@ForAll("rules") List<Line> lines, @ForAll("names") List<String> names) {
        for (String name : names) {
            Message message = Message.EMPTY.with(Field.CHANNEL, Json.of(name)).with(Field.DATA, Json.of(1));
            boolean refused = Channel.parse(name)
                    .filter(channel -> channel.isMeta() || !Line.permit(lines, ADA, channel))
                    .isPresent();
            assertThat(verdict(lines, message, ChannelNames.COMETD))
                    .isEqualTo(refused ? Verdict.refuse(BayeuxError.forbiddenChannel(name)) : Verdict.pass(message));
        }
    }

    /** {@return channels that a subscription stands for, none if the server does not understand it} */
    private static List<Channel> understood(String name, ChannelNames accepted) {
        return accepted.pattern(name)
                .map(pattern -> pattern.isWildcard() ? Universe.heard(name) : List.of(Channel.of(name)))
                .orElse(List.of());
    }

    private static Verdict verdict(List<Line> lines, Message message, ChannelNames accepted) {
        try (ExtensionTester tester = ExtensionTester.of(Authorization.of(Line.rules(lines)))) {
            Exchange exchange = tester.exchange().channelNames(accepted).build();
            ADA.keep(exchange);
            return tester.incoming(message, exchange);
        }
    }

    @Provide
    Arbitrary<List<Line>> rules() {
        return Universe.rules(Condition.ALL);
    }

    /** Channels and patterns, and what looks like them. */
    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> segments = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(Universe.SEGMENTS)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "", "*", "**", "***", "a*", ".", "..", "%61", "A", "a ", "\u0000", "meta", "{x}")));
        Arbitrary<String> ends = Arbitraries.of("", "", "/*", "/**", "/", "//", "*", " ");
        Arbitrary<String> middles = segments.list()
                .ofMaxSize(3)
                .map(list -> list.stream().map(segment -> "/" + segment).collect(Collectors.joining()));
        return Combinators.combine(middles, ends)
                .as(String::concat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
