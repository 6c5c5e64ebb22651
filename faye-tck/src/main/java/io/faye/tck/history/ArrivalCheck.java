package io.faye.tck.history;

import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Subscribers get what they are subscribed to, and nothing else: PUB-1, SUB-2. */
final class ArrivalCheck implements Check {

    private final NavigableMap<Long, Call> publishes = new TreeMap<>();

    ArrivalCheck(Record record) {
        record.publishes().forEach(call -> publishes.put(call.begin(), call));
    }

    @Override
    public void examine(Story story, Record record, Findings findings) {
        for (Delivery delivery : story.deliveries().values()) {
            if (!isWanted(story, delivery.publish())) {
                reportUnwanted(story, delivery, findings);
                return;
            }
        }
        List<Call> lost = lost(story);
        if (!lost.isEmpty()) {
            reportLost(story, lost, findings);
        }
    }

    private static boolean isWanted(Story story, Call publish) {
        return publish.sent().channel().patterns().stream()
                .anyMatch(pattern -> story.held(pattern).possiblyDuring(publish));
    }

    private static void reportUnwanted(Story story, Delivery delivery, Findings findings) {
        List<Call> changes = matching(story, delivery.publish());
        List<Line> lines = new ArrayList<>(changes.stream().max(Comparator.comparingLong(Call::begin)).stream()
                .toList());
        lines.add(delivery.publish());
        lines.add(delivery.read());
        boolean was = changes.stream()
                .anyMatch(call -> call.begin() < delivery.publish().begin());
        findings.report(
                was ? "SUB-2" : "PUB-1",
                story,
                was
                        ? "A message arrived that was published after the last matching unsubscribe had completed"
                        : "A message arrived at somebody who had no matching subscription",
                lines);
    }

    /** Calls about patterns that match a message, begun before it was accepted. */
    private static List<Call> matching(Story story, Call publish) {
        List<ChannelPattern> patterns = publish.sent().channel().patterns();
        return Stream.concat(story.calls(Operation.SUBSCRIBE).stream(), story.calls(Operation.UNSUBSCRIBE).stream())
                .filter(call -> patterns.contains(call.pattern()) && call.begin() < publish.end())
                .toList();
    }

    private List<Call> lost(Story story) {
        Lifetime life = story.lifetime();
        Set<Long> arrived = story.deliveries().values().stream()
                .map(Delivery::number)
                .collect(Collectors.toCollection(HashSet::new));
        long until = life.surelyUntil() == Long.MAX_VALUE ? Long.MAX_VALUE : newest(story);
        return publishes.subMap(life.begin(), Math.max(life.begin(), life.surelyUntil())).values().stream()
                .filter(publish -> publish.end() < until && !publish.hasFailed())
                .filter(publish -> !arrived.contains(publish.sent().number()) && isDue(story, publish))
                .toList();
    }

    /** Of a session that has ended, what was queued last was perhaps never read. */
    private static long newest(Story story) {
        return story.deliveries().values().stream()
                .mapToLong(delivery -> delivery.publish().begin())
                .max()
                .orElse(0);
    }

    static boolean isDue(Story story, Call publish) {
        return story.lifetime().coversSurely(publish)
                && publish.sent().channel().patterns().stream()
                        .anyMatch(pattern -> story.held(pattern).surelyDuring(publish));
    }

    private static void reportLost(Story story, List<Call> lost, Findings findings) {
        boolean young = lost.stream().allMatch(publish -> isFirst(story, publish));
        Call publish = lost.get(0);
        List<Line> lines = new ArrayList<>(List.of(publish));
        matching(story, publish).stream()
                .filter(call -> call.end() < publish.begin() && call.operation() == Operation.SUBSCRIBE)
                .max(Comparator.comparingLong(Call::begin))
                .ifPresent(lines::add);
        findings.report(
                young ? "SUB-2" : "PUB-1",
                story,
                (young ? "What was published just after subscribe had completed" : "An accepted message")
                        + " did not arrive at a subscriber"
                        + (lost.size() > 1 ? ", and " + (lost.size() - 1) + " more" : ""),
                lines);
    }

    /** Whether nothing arrived between the subscription and the message: then perhaps it was not in effect yet. */
    private static boolean isFirst(Story story, Call publish) {
        List<ChannelPattern> patterns = publish.sent().channel().patterns();
        long subscribed = matching(story, publish).stream()
                .filter(call -> call.operation() == Operation.SUBSCRIBE && call.end() < publish.begin())
                .mapToLong(Call::end)
                .max()
                .orElse(0);
        return story.deliveries().values().stream()
                .map(Delivery::publish)
                .noneMatch(other -> other.end() > subscribed
                        && other.begin() < publish.begin()
                        && other.sent().channel().patterns().stream().anyMatch(patterns::contains));
    }
}
