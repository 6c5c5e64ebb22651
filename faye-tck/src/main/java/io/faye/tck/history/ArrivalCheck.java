package io.faye.tck.history;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Subscribers get what they are subscribed to, and nothing else: PUB-1, SUB-2. */
final class ArrivalCheck implements Check {

    private final NavigableMap<Long, Call> publishes = new TreeMap<>();
    private final boolean isComplete;
    private final List<Loss> losses = new ArrayList<>();
    private final List<Unwanted> unwanted = new ArrayList<>();

    ArrivalCheck(HistoryRecord history) {
        isComplete = history.isComplete();
        history.publishes().forEach(call -> publishes.put(call.begin(), call));
    }

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        for (Delivery delivery : story.deliveries().values()) {
            if (!isWanted(story, delivery.publish())) {
                unwanted.add(new Unwanted(story, delivery));
                return;
            }
        }
        lost(story).forEach(publish -> losses.add(new Loss(story, publish)));
    }

    private static boolean isWanted(Story story, Call publish) {
        return publish.sent().channel().patterns().stream()
                .anyMatch(pattern -> story.held(pattern).possiblyDuring(publish));
    }

    private void reportUnwanted(Findings findings) {
        if (unwanted.isEmpty()) {
            return;
        }
        Unwanted first =
                unwanted.stream().filter(each -> !each.wasHeld()).findFirst().orElse(unwanted.get(0));
        List<Line> lines = new ArrayList<>(
                List.of(first.delivery().publish(), first.delivery().read()));
        matching(first.story(), first.delivery().publish()).stream()
                .max(Comparator.comparingLong(Call::begin))
                .ifPresent(lines::add);
        findings.report(
                first.wasHeld() ? "SUB-2" : "PUB-1",
                first.wasHeld()
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
        long until = until(story);
        return publishes.subMap(life.begin(), Math.max(life.begin(), life.surelyUntil())).values().stream()
                .filter(publish -> publish.end() < until && !publish.hasFailed())
                .filter(publish -> !arrived.contains(publish.sent().number()) && isDue(story, publish))
                .toList();
    }

    /** Until when a message was accepted that must have been read. */
    private long until(Story story) {
        if (story.lifetime().surelyUntil() < Long.MAX_VALUE) {
            return newest(story);
        }
        OptionalLong inspected =
                story.calls(Operation.INSPECT).stream().mapToLong(Call::begin).max();
        return inspected.orElse(isComplete ? Long.MAX_VALUE : newest(story));
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

    /** When all have been examined: what is queued after it was accepted misses subscribers, or finds others. */
    void report(Findings findings) {
        if (findings.hasBroken("PUB-4")) {
            return;
        }
        reportUnwanted(findings);
        losses.removeIf(loss -> findings.accuses(loss.story().client()));
        if (!losses.isEmpty()) {
            reportLosses(findings);
        }
    }

    /** What was lost in one way has one cause. */
    private void reportLosses(Findings findings) {
        boolean young = losses.stream().allMatch(ArrivalCheck::isFirst);
        String text = young
                ? "What was published just after subscribe had completed did not arrive"
                : "An accepted message did not arrive at a subscriber";
        Loss loss = losses.get(0);
        List<Line> lines = new ArrayList<>(List.of(loss.publish()));
        subscribes(loss).max(Comparator.comparingLong(Call::end)).ifPresent(lines::add);
        findings.report(young ? "SUB-2" : "PUB-1", text + ", " + losses.size() + " times", lines);
    }

    /** The subscribes by which the message was due. */
    private static Stream<Call> subscribes(Loss loss) {
        return matching(loss.story(), loss.publish()).stream()
                .filter(call -> call.operation() == Operation.SUBSCRIBE && call.foundClient())
                .filter(call -> call.end() < loss.publish().begin()
                        && loss.story().held(call.pattern()).surelyDuring(loss.publish()));
    }

    /** Whether nothing has arrived by these subscriptions before: then perhaps they were not in effect yet. */
    private static boolean isFirst(Loss loss) {
        Story story = loss.story();
        List<ChannelPattern> due = loss.publish().sent().channel().patterns().stream()
                .filter(pattern -> story.held(pattern).surelyDuring(loss.publish()))
                .toList();
        long since = subscribes(loss).mapToLong(Call::end).max().orElse(0);
        return story.deliveries().values().stream()
                .map(Delivery::publish)
                .noneMatch(other -> other.begin() > since
                        && other.end() < loss.publish().begin()
                        && due.containsAll(possible(story, other)));
    }

    private static List<ChannelPattern> possible(Story story, Call publish) {
        return publish.sent().channel().patterns().stream()
                .filter(pattern -> story.held(pattern).possiblyDuring(publish))
                .toList();
    }

    private record Loss(Story story, Call publish) {}

    private record Unwanted(Story story, Delivery delivery) {
        boolean wasHeld() {
            return matching(story, delivery.publish()).stream()
                    .anyMatch(call -> call.isAnswered(Change.CHANGED)
                            && call.begin() < delivery.publish().begin());
        }
    }
}
