package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Decision.Outcome;
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

    /** Names in rules, names of principals, and one of which no rule speaks, standing for all the others. */
    private static final List<String> SEGMENTS = List.of("a", "ada", "eve", "service", "other");

    private static final List<Channel> CHANNELS = names(SEGMENTS, 4).stream()
            .filter(name -> !name.isEmpty())
            .map(Channel::of)
            .toList();

    @Property
    @Label("grant a channel exactly if a rule allows it and none denies it")
    void decideChannels(@ForAll("rules") List<Line> lines, @ForAll("principals") Principal principal) {
        AccessRules rules = rules(lines);
        for (Channel channel : CHANNELS) {
            boolean permitted = rules.permits(known(principal), Operation.SUBSCRIBE, channel);
            assertThat(permitted).as("%s", channel).isEqualTo(isPermitted(lines, known(principal), channel));
            assertThat(rules.decide(known(principal), Operation.SUBSCRIBE, ChannelPattern.of(channel.toString()))
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
        Decision decision = rules(lines).decide(known(principal), Operation.SUBSCRIBE, ChannelPattern.of(pattern));
        List<Channel> heard = heard(pattern);
        long permitted = heard.stream()
                .filter(channel -> isPermitted(lines, known(principal), channel))
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
        Decision decision = rules(lines).decide(known(principal), Operation.SUBSCRIBE, ChannelPattern.of(pattern));
        boolean all = heard(pattern).stream().allMatch(channel -> isPermitted(lines, known(principal), channel));
        assertThat(decision.outcome() == Outcome.GRANTED).as("%s", decision).isEqualTo(all);
    }

    private static List<Channel> heard(String pattern) {
        return CHANNELS.stream().filter(ChannelPattern.of(pattern)::matches).toList();
    }

    private static boolean isPermitted(List<Line> lines, @Nullable Principal principal, Channel channel) {
        List<Line> about =
                lines.stream().filter(line -> line.isAbout(principal, channel)).toList();
        return !about.isEmpty() && about.stream().allMatch(Line::allows);
    }

    private static AccessRules rules(List<Line> lines) {
        AccessRulesBuilder builder = AccessRules.builder();
        lines.forEach(line -> line.addTo(builder));
        return builder.build();
    }

    /** jqwik hands out no null. */
    private static @Nullable Principal known(Principal principal) {
        return principal.name().equals("nobody") ? null : principal;
    }

    @Provide
    Arbitrary<Principal> principals() {
        return Arbitraries.of(Principal.of("nobody"), Principal.of("ada", "editor", "reader"), Principal.of("eve"));
    }

    @Provide
    Arbitrary<String> patterns() {
        Stream<String> wildcards =
                names(SEGMENTS, 2).stream().flatMap(name -> Stream.of(name + "/*", name + "/**", name + "/**"));
        Stream<String> exact = names(SEGMENTS, 2).stream().filter(name -> !name.isEmpty());
        return Arbitraries.of(Stream.concat(exact, wildcards).toList());
    }

    @Provide
    Arbitrary<List<Line>> rules() {
        return lines(Condition.ALL);
    }

    @Provide
    Arbitrary<List<Line>> plainRules() {
        return lines(Condition.PLAIN);
    }

    /** More is allowed than denied, and more to everybody: or else nothing would ever be granted as a whole. */
    private static Arbitrary<List<Line>> lines(List<Condition> conditions) {
        List<Line> lines = new ArrayList<>();
        for (String template : templates()) {
            for (Condition condition : conditions) {
                if (condition.suits(template)) {
                    lines.add(Line.of(true, condition, template));
                    lines.add(Line.of(true, Condition.ANYONE, template));
                    lines.add(Line.of(false, condition, template));
                }
            }
        }
        return Arbitraries.of(lines).list().ofMinSize(1).ofMaxSize(7);
    }

    private static List<String> templates() {
        List<String> templates = new ArrayList<>();
        for (String name : names(List.of("a", "ada", "service", "{x}", "{x}", "{y}"), 3)) {
            boolean twice = name.replaceFirst("\\{x}", "").contains("{x}")
                    || name.replaceFirst("\\{y}", "").contains("{y}");
            if (!twice && name.split("/", -1).length <= 3) {
                templates.addAll(List.of(name + "/*", name + "/**", name + "/**"));
            }
            if (!twice && !name.isEmpty()) {
                templates.add(name);
            }
        }
        return templates;
    }

    private static List<String> names(List<String> segments, int depth) {
        List<String> all = new ArrayList<>(List.of(""));
        List<String> level = all;
        for (int i = 0; i < depth; i++) {
            level = level.stream()
                    .flatMap(name -> segments.stream().map(segment -> name + "/" + segment))
                    .toList();
            all.addAll(level);
        }
        return all;
    }
}
