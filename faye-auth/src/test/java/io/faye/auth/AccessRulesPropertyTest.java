package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Decision;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

@Label("Access rules, compared with looking at every channel of a small universe")
class AccessRulesPropertyTest {

    @Property
    @Label("grant a channel exactly if a rule allows it and none denies it")
    void decideChannels(@ForAll("rules") List<Line> lines, @ForAll("principals") Principal principal) {
        AccessRules rules = Line.rules(lines);
        for (Channel channel : Universe.CHANNELS) {
            boolean permitted = rules.permits(known(principal), Action.SUBSCRIBE, channel);
            assertThat(permitted).as("%s", channel).isEqualTo(Line.permit(lines, known(principal), channel));
            assertThat(rules.decide(known(principal), Action.SUBSCRIBE, ChannelPattern.of(channel.toString()))
                            .outcome())
                    .as("%s", channel)
                    .isEqualTo(permitted ? Outcome.GRANTED : Outcome.REFUSED);
        }
    }

    @Property
    @Label("grant a pattern only if they grant every channel that it matches, and refuse it only if they grant none")
    void decidePatterns(
            @ForAll("rules") List<Line> lines,
            @ForAll("principals") Principal principal,
            @ForAll("patterns") String pattern) {
        Decision decision = Line.rules(lines).decide(known(principal), Action.SUBSCRIBE, ChannelPattern.of(pattern));
        List<Channel> heard = Universe.heard(pattern);
        long permitted = heard.stream()
                .filter(channel -> Line.permit(lines, known(principal), channel))
                .count();
        if (decision.outcome() == Outcome.GRANTED) {
            assertThat(permitted).as("%s", decision).isEqualTo(heard.size());
        }
        if (decision.outcome() == Outcome.REFUSED) {
            assertThat(permitted).as("%s", decision).isZero();
        }
    }

    @Property
    @Label("with plain conditions grant every pattern of which they grant every channel")
    void decideExactly(
            @ForAll("plainRules") List<Line> lines,
            @ForAll("principals") Principal principal,
            @ForAll("patterns") String pattern) {
        Decision decision = Line.rules(lines).decide(known(principal), Action.SUBSCRIBE, ChannelPattern.of(pattern));
        boolean all =
                Universe.heard(pattern).stream().allMatch(channel -> Line.permit(lines, known(principal), channel));
        assertThat(decision.outcome() == Outcome.GRANTED).as("%s", decision).isEqualTo(all);
    }

    @Property
    @Label("decide about a channel of any name, with variables that stand for one segment each")
    void decideAnyNames(
            @ForAll("rules") List<Line> lines,
            @ForAll("principals") Principal principal,
            @ForAll("strangeNames") String name) {
        Channel.parse(name)
                .ifPresent(channel -> assertThat(Line.rules(lines).permits(known(principal), Action.PUBLISH, channel))
                        .isEqualTo(Line.permit(lines, known(principal), channel)));
    }

    @Property
    @Label("are got around by no spelling: no name and no pattern that stands for something denied is granted")
    void noWayRound(
            @ForAll("rules") List<Line> lines,
            @ForAll("principals") Principal principal,
            @ForAll("strangeNames") String name) {
        List<Line> all = new ArrayList<>(lines);
        all.add(Line.of(true, Condition.ANYONE, "/**"));
        AccessRules rules = Line.rules(all);
        Channel.parse(name)
                .filter(channel -> !Line.permit(all, known(principal), channel))
                .ifPresent(denied -> {
                    assertThat(rules.permits(known(principal), Action.SUBSCRIBE, denied))
                            .isFalse();
                    assertThat(denied.patterns())
                            .allSatisfy(pattern -> assertThat(rules.decide(known(principal), Action.SUBSCRIBE, pattern)
                                            .outcome())
                                    .as("%s", pattern)
                                    .isNotEqualTo(Outcome.GRANTED));
                });
    }

    /** jqwik hands out no null. */
    private static @Nullable Principal known(Principal principal) {
        return principal.name().equals("nobody") ? null : principal;
    }

    @Provide
    Arbitrary<Principal> principals() {
        return Arbitraries.of(
                Principal.of("nobody"),
                Principal.of(Universe.ADA, "editor", "reader"),
                Principal.of(Universe.ADA, "editor"),
                Principal.of(Universe.EVE, "reader"));
    }

    @Provide
    Arbitrary<String> patterns() {
        Stream<String> wildcards = Universe.names(Universe.SEGMENTS, 2).stream()
                .flatMap(name -> Stream.of(name + "/*", name + "/**", name + "/**"));
        Stream<String> exact = Universe.names(Universe.SEGMENTS, 2).stream().filter(name -> !name.isEmpty());
        return Arbitraries.of(Stream.concat(exact, wildcards).toList());
    }

    @Provide
    Arbitrary<String> strangeNames() {
        return Universe.strangeNames();
    }

    @Provide
    Arbitrary<List<Line>> rules() {
        return Universe.rules(Condition.ALL);
    }

    @Provide
    Arbitrary<List<Line>> plainRules() {
        return Universe.rules(Condition.PLAIN);
    }
}
