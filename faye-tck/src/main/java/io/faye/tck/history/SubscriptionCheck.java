package io.faye.tck.history;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is answered about a subscription, and what is reported, agree: SUB-1, SUB-3 while a session ends, and EVT-1 for
 * when and where.
 */
final class SubscriptionCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        List<ChannelPattern> patterns = Stream.concat(
                        story.calls(Operation.SUBSCRIBE).stream(), story.calls(Operation.UNSUBSCRIBE).stream())
                .map(Call::pattern)
                .distinct()
                .toList();
        for (ChannelPattern pattern : patterns) {
            if (!findings.accuses(story.client())) {
                examine(story, pattern, history, findings);
            }
        }
    }

    private static void examine(Story story, ChannelPattern pattern, HistoryRecord history, Findings findings) {
        List<Call> subscribes = story.about(Operation.SUBSCRIBE, pattern);
        List<Call> unsubscribes = story.about(Operation.UNSUBSCRIBE, pattern);
        List<Event> begun = about(story, Kind.SUBSCRIBE, pattern);
        List<Event> ended = about(story, Kind.UNSUBSCRIBE, pattern);
        if (history.conditions().isOneProcess()) {
            examineAlternation(story, begun, ended, findings);
        }
        new Agreement(story, findings).examine(subscribes, begun);
        new Agreement(story, findings).examine(unsubscribes, ended);
        examineUnchanged(story, story.held(pattern), subscribes, unsubscribes, findings);
    }

    private static List<Event> about(Story story, Kind kind, ChannelPattern pattern) {
        return story.events(kind).stream()
                .filter(event -> event.pattern().equals(pattern))
                .toList();
    }

    private static void examineAlternation(Story story, List<Event> begun, List<Event> ended, Findings findings) {
        List<Event> both = Stream.concat(begun.stream(), ended.stream())
                .sorted(Comparator.comparingLong(Event::tick))
                .toList();
        Kind last = Kind.UNSUBSCRIBE;
        for (int i = 0; i < both.size(); i++) {
            if (both.get(i).kind() == last) {
                String text = last == Kind.SUBSCRIBE
                        ? "subscribe was reported of what was held"
                        : "unsubscribe was reported of what was not held";
                findings.report("SUB-1", story, text, both.subList(Math.max(0, i - 1), i + 1));
                return;
            }
            last = both.get(i).kind();
        }
    }

    private static void examineUnchanged(
            Story story, SubscriptionPeriods held, List<Call> subscribes, List<Call> unsubscribes, Findings findings) {
        for (Call call : subscribes) {
            if (call.isAnswered(Change.UNCHANGED) && !held.wasPossiblyHeld(call)) {
                findings.report("SUB-1", story, "subscribe was answered UNCHANGED of what was not held", List.of(call));
                return;
            }
        }
        for (Call call : unsubscribes) {
            if (call.isAnswered(Change.UNCHANGED)
                    && held.surelyDuring(call)
                    && story.lifetime().coversSurely(call)) {
                List<Line> lines = new ArrayList<>(subscribes);
                lines.add(call);
                findings.report("SUB-1", story, "unsubscribe was answered UNCHANGED of what was held", lines);
                return;
            }
        }
    }
}
