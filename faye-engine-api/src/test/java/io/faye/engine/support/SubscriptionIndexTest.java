package io.faye.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A subscription index")
class SubscriptionIndexTest {

    private final SubscriptionIndex<String> index = new SubscriptionIndex<>();

    private void add(String pattern, String... subscribers) {
        for (String subscriber : subscribers) {
            index.add(ChannelPattern.of(pattern), subscriber);
        }
    }

    private void remove(String pattern, String subscriber) {
        index.remove(ChannelPattern.of(pattern), subscriber);
    }

    private List<String> subscribers(String channel) {
        return index.subscribers(Channel.of(channel));
    }

    @Test
    @DisplayName("finds those who subscribe to the channel itself or to a wildcard above it")
    void findsMatching() {
        add("/a/b", "exact");
        add("/a/*", "star");
        add("/a/**", "deep");
        add("/**", "all");
        add("/a/c", "other");
        add("/*", "top");
        assertThat(subscribers("/a/b")).containsExactlyInAnyOrder("exact", "star", "deep", "all");
        assertThat(subscribers("/a/b/c")).containsExactlyInAnyOrder("deep", "all");
        assertThat(subscribers("/x")).containsExactlyInAnyOrder("top", "all");
    }

    @Test
    @DisplayName("gives everyone once, however many of his patterns match")
    void givesEachOnce() {
        add("/a/b", "1", "2", "3");
        add("/a/*", "2");
        add("/**", "2", "3", "4");
        assertThat(subscribers("/a/b")).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    @DisplayName("counts the subscriptions that match")
    void counts() {
        add("/a/b", "1", "2", "3");
        add("/a/*", "2");
        add("/a/c", "4");
        assertThat(index.size(Channel.of("/a/b"))).isEqualTo(4);
        assertThat(index.size(Channel.of("/a/c"))).isEqualTo(2);
        assertThat(index.size(Channel.of("/b"))).isZero();
    }

    @Test
    @DisplayName("takes the same subscription once")
    void ignoresRepetition() {
        add("/a", "1", "1");
        assertThat(subscribers("/a")).containsExactly("1");
        add("/a", "2", "1", "2");
        assertThat(subscribers("/a")).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @DisplayName("forgets what was removed, and nothing else")
    void removes() {
        add("/a", "1", "2", "3");
        remove("/a", "4");
        remove("/b", "1");
        assertThat(subscribers("/a")).containsExactlyInAnyOrder("1", "2", "3");
        remove("/a", "1");
        assertThat(subscribers("/a")).containsExactlyInAnyOrder("2", "3");
        remove("/a", "3");
        remove("/a", "1");
        assertThat(subscribers("/a")).containsExactly("2");
        remove("/a", "2");
        assertThat(subscribers("/a")).isEmpty();
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("does not change what it gave")
    void givesSnapshots() {
        add("/a", "1", "2");
        List<String> before = subscribers("/a");
        add("/a", "3");
        remove("/a", "1");
        assertThat(before).containsExactlyInAnyOrder("1", "2");
        assertThat(subscribers("/a")).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    @DisplayName("lets each thread see what it did, and ends up empty when all have removed what they added")
    void isSafeForThreads() throws Exception {
        AtomicInteger wrong = new AtomicInteger();
        Concurrently.run(6, thread -> {
            String me = "subscriber " + thread;
            for (int i = 0; i < 5_000; i++) {
                String pattern = i % 3 == 0 ? "/a/**" : "/a/b";
                add(pattern, me);
                wrong.addAndGet(subscribers("/a/b").contains(me) ? 0 : 1);
                remove(pattern, me);
                wrong.addAndGet(subscribers("/a/b").contains(me) ? 1 : 0);
            }
        });
        assertThat(wrong).hasValue(0);
        assertThat(index.isEmpty()).isTrue();
    }
}
