package io.faye.tck.history;

import io.faye.protocol.ClientId;
import io.faye.tck.history.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All calls, results and events until a moment at which no call was under way. */
final class HistoryRecord {

    private final Conditions conditions;
    private final Map<ClientId, Story> stories = new LinkedHashMap<>();
    private final Map<Long, Call> published = new HashMap<>();
    private final Map<Long, List<Event>> reported = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private Duration end = Duration.ZERO;
    private boolean isComplete;
    private boolean isDisturbed;
    private boolean hasLostData;
    private Set<ClientId> ignored = Set.of();

    HistoryRecord(Conditions conditions) {
        this.conditions = conditions;
    }

    Conditions conditions() {
        return conditions;
    }

    void add(Collection<Call> more, Collection<Event> events) {
        more.stream().sorted(Comparator.comparingLong(Call::begin)).forEach(this::add);
        events.stream().sorted(Comparator.comparingLong(Event::tick)).forEach(this::add);
    }

    private void add(Call call) {
        calls.add(call);
        end = end.compareTo(call.begun().clock()) < 0 ? call.begun().clock() : end;
        if (call.operation() == Operation.PUBLISH) {
            published.put(call.sent().number(), call);
        }
        if (call.client() != null) {
            story(call.client()).add(call);
        }
    }

    private void add(Event event) {
        if (event.kind() == Kind.PUBLISH) {
            OptionalLong number = Sent.number(event.published().data());
            reported.computeIfAbsent(number.orElse(-1), key -> new ArrayList<>())
                    .add(event);
        }
        if (event.client() != null) {
            story(event.client()).add(event);
        }
    }

    Story story(ClientId client) {
        return stories.computeIfAbsent(client, Story::new);
    }

    /** {@return all sessions that were ever named, in order of time} */
    Collection<Story> stories() {
        return stories.values();
    }

    List<Call> calls() {
        return calls;
    }

    /** {@return the publishes, in order of time} */
    List<Call> publishes() {
        return published.values().stream()
                .sorted(Comparator.comparingLong(Call::begin))
                .toList();
    }

    Optional<Call> publish(OptionalLong number) {
        return number.isEmpty() ? Optional.empty() : Optional.ofNullable(published.get(number.getAsLong()));
    }

    /** {@return the events that tell of a message} */
    List<Event> reports(Call publish) {
        return reported.getOrDefault(publish.sent().number(), List.of());
    }

    /** {@return the events that tell of a message that nobody sent} */
    List<Event> strangeReports() {
        return reported.entrySet().stream()
                .filter(entry -> !published.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Says that everybody has read all that was queued. */
    void complete() {
        isComplete = true;
    }

    /**
     * Says that things broke: what has failed was done perhaps.
     *
     * @param unexamined sessions of which nothing is promised
     */
    void disturb(Set<ClientId> unexamined) {
        isDisturbed = true;
        ignored = unexamined;
    }

    /** Says that the store lost some of what it had. */
    void dataLost() {
        hasLostData = true;
    }

    boolean hasLostData() {
        return hasLostData;
    }

    boolean isDisturbed() {
        return isDisturbed;
    }

    Set<ClientId> ignored() {
        return ignored;
    }

    boolean isComplete() {
        return isComplete;
    }

    /** {@return the time at which it ends} */
    Duration end() {
        return end;
    }

    void sort() {
        stories.values().forEach(Story::sort);
    }
}
