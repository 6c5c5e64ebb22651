package io.faye.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A subscription index, whatever is added and removed,")
class SubscriptionIndexPropertyTest {

    private record Subscription(ChannelPattern pattern, int subscriber) {}

    private record Step(boolean adds, Subscription subscription, Channel channel) {}

    @Property
    @Label("finds just those who have a subscription that matches, each once")
    void agreesWithModel(@ForAll("steps") List<Step> steps) {
        SubscriptionIndex<Integer> index = new SubscriptionIndex<>();
        Set<Subscription> held = new HashSet<>();
        for (Step step : steps) {
            Subscription subscription = step.subscription;
            if (step.adds) {
                index.add(subscription.pattern, subscription.subscriber);
                held.add(subscription);
            } else {
                index.remove(subscription.pattern, subscription.subscriber);
                held.remove(subscription);
            }
            assertThat(index.subscribers(step.channel))
                    .containsExactlyInAnyOrderElementsOf(expected(held, step.channel));
            assertThat(index.isEmpty()).isEqualTo(held.isEmpty());
        }
    }

    private static Set<Integer> expected(Set<Subscription> held, Channel channel) {
        Set<Integer> expected = new HashSet<>();
        for (Subscription subscription : held) {
            if (subscription.pattern.matches(channel)) {
                expected.add(subscription.subscriber);
            }
        }
        return expected;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Subscription> subscriptions = Combinators.combine(
                        patterns(), Arbitraries.integers().between(1, 5))
                .as(Subscription::new);
        return Combinators.combine(Arbitraries.of(true, true, false), subscriptions, names().map(Channel::of))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "service")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(names -> "/" + String.join("/", names));
    }

    private static Arbitrary<ChannelPattern> patterns() {
        Arbitrary<String> parents = Arbitraries.oneOf(names(), Arbitraries.just(""));
        Arbitrary<String> wildcards =
                Combinators.combine(parents, Arbitraries.of("/*", "/**")).as(String::concat);
        return Arbitraries.oneOf(names(), wildcards).map(ChannelPattern::of);
    }
}
