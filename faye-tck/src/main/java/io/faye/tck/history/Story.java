package io.faye.tck.history;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is on record about one session. */
final class Story {

    private final ClientId client;
    private final Map<Operation, List<Call>> calls = new EnumMap<>(Operation.class);
    private final Map<Kind, List<Event>> events = new EnumMap<>(Kind.class);
    private final Map<ChannelPattern, SubscriptionPeriods> held = new HashMap<>();
    private final NavigableMap<Long, Delivery> deliveries = new TreeMap<>();
    private @Nullable Lifetime lifetime;

    Story(ClientId client) {
        this.client = client;
    }

    ClientId client() {
        return client;
    }

    void add(Call call) {
        calls.computeIfAbsent(call.operation(), operation -> new ArrayList<>()).add(call);
        held.clear();
        lifetime = null;
    }

    void add(Event event) {
        events.computeIfAbsent(event.kind(), kind -> new ArrayList<>()).add(event);
        lifetime = null;
    }

    /** Puts everything in order of time. */
    void sort() {
        calls.values().forEach(list -> list.sort(Comparator.comparingLong(Call::begin)));
        events.values().forEach(list -> list.sort(Comparator.comparingLong(Event::tick)));
    }

    List<Call> calls(Operation operation) {
        return calls.getOrDefault(operation, List.of());
    }

    Stream<Call> calls() {
        return calls.values().stream().flatMap(List::stream);
    }

    List<Event> events(Kind kind) {
        return events.getOrDefault(kind, List.of());
    }

    Stream<Event> events() {
        return events.values().stream().flatMap(List::stream);
    }

    /** {@return the five monitoring events, in order} */
    List<Event> monitored() {
        return events().filter(event -> event.kind().isMonitored())
                .sorted(Comparator.comparingLong(Event::tick))
                .toList();
    }

    SubscriptionPeriods held(ChannelPattern pattern) {
        return held.computeIfAbsent(
                pattern,
                key -> new SubscriptionPeriods(
                        about(Operation.SUBSCRIBE, pattern), about(Operation.UNSUBSCRIBE, pattern)));
    }

    List<Call> about(Operation operation, ChannelPattern pattern) {
        return calls(operation).stream()
                .filter(call -> call.pattern().equals(pattern))
                .toList();
    }

    /** {@return what was read, by position, as it was read first; filled by the check of the queue} */
    NavigableMap<Long, Delivery> deliveries() {
        return deliveries;
    }

    boolean hasEnded() {
        return lifetime().surelyUntil() < Long.MAX_VALUE;
    }

    Lifetime lifetime() {
        Lifetime known = lifetime;
        if (known == null) {
            known = new Lifetime(this);
            lifetime = known;
        }
        return known;
    }
}
