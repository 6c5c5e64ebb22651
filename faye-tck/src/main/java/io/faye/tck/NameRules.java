package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** Names from the whole grammar: what matches is what {@link ChannelPattern#matches} says, whatever they look like. */
abstract class NameRules extends SessionFixture {

    private static final int READERS = 8;
    private static final int PATTERNS = 12;

    @EngineRule("PUB-1")
    @DisplayName("match as their definition says")
    void match() {
        rounds(6).repeat(() -> {
            RandomValues values = new RandomValues();
            List<String> channels = channels(values);
            Map<Client, Set<String>> readers = readers(values, channels);
            channels.forEach(channel -> service.publish(channel, channel));
            readers.forEach((reader, patterns) -> {
                List<String> expected = channels.stream()
                        .filter(channel -> matches(patterns, channel))
                        .toList();
                Check.equal(
                        "What a session with the subscriptions " + patterns + " received (" + values + ")",
                        Client.json(expected.toArray()),
                        reader.received());
                reader.destroy();
            });
        });
    }

    /** Families of names that look alike: among strangers nothing is mixed up. */
    private static List<String> channels(RandomValues values) {
        Set<String> channels = new LinkedHashSet<>();
        for (String channel : List.of(
                "/service" + values.channel(3, 4),
                values.channel(RandomValues.MOST_SEGMENTS - 3, 2),
                values.channel(2, 60),
                values.channel(),
                values.channel())) {
            channels.add(channel);
            channels.addAll(values.like(channel));
        }
        return channels.stream().filter(name -> !Channel.of(name).isMeta()).toList();
    }

    private Map<Client, Set<String>> readers(RandomValues values, List<String> channels) {
        Map<Client, Set<String>> readers = new LinkedHashMap<>();
        for (int i = 0; i < READERS; i++) {
            Set<String> patterns = new LinkedHashSet<>();
            while (patterns.size() < PATTERNS) {
                patterns.add(i == 0 ? values.oneOf(channels) : values.patternFor(values.oneOf(channels)));
            }
            Client reader = service.client("reader" + i);
            patterns.forEach(pattern -> Check.equal("subscribe to " + pattern, CHANGED, reader.subscribe(pattern)));
            readers.put(reader, patterns);
        }
        return readers;
    }

    private static boolean matches(Set<String> patterns, String channel) {
        return patterns.stream().anyMatch(pattern -> ChannelPattern.of(pattern).matches(Channel.of(channel)));
    }

    @EngineRule({"SUB-1", "PUB-1"})
    @DisplayName("that look alike are different ones, also when one of them is given up")
    void areDifferent() {
        for (int round : rounds(4)) {
            RandomValues values = new RandomValues();
            String channel = values.channel();
            List<String> alike = new ArrayList<>(values.like(channel));
            alike.add(channel);
            Client dave = service.client("dave" + round);
            for (String name : alike) {
                Check.equal("subscribe to " + name + " (" + values + ")", CHANGED, dave.subscribe(name));
                Check.equal("subscribe again to " + name + " (" + values + ")", UNCHANGED, dave.subscribe(name));
            }
            Check.equal("unsubscribe from " + channel + " (" + values + ")", CHANGED, dave.unsubscribe(channel));
            alike.forEach(name -> service.publish(name, name));
            alike.remove(channel);
            Check.equal(
                    "What is received after " + channel + " was given up (" + values + ")",
                    Client.json(alike.toArray()),
                    dave.received());
            dave.destroy();
            SessionEnds.expect(dave, alike.toArray(String[]::new));
        }
    }
}
