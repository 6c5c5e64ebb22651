package io.faye.tck.history;

import io.faye.protocol.ChannelPattern;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sessions end once, with all events and everywhere: CLI-3, EXP-2, and EVT-1 for the event. */
final class EndCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        List<Call> destroys = story.calls(Operation.DESTROY).stream()
                .filter(call -> call.isAnswered(true))
                .toList();
        List<Event> disconnects = story.events(Kind.DISCONNECT);
        List<Line> lines = new ArrayList<>(
                Stream.concat(destroys.stream(), disconnects.stream()).toList());
        if (destroys.size() > 1) {
            findings.report("CLI-3", story, "destroyClient was answered true more than once", lines);
        } else if (disconnects.size() > 1) {
            boolean raced = story.calls(Operation.DESTROY).size() > 1;
            findings.report(raced ? "CLI-3" : "EVT-1", story, "A disconnect was reported more than once", lines);
        } else if (disconnects.isEmpty()) {
            examineUnreported(story, destroys, findings);
        } else {
            examineEnd(story, disconnects.get(0), history, findings);
        }
    }

    private static void examineUnreported(Story story, List<Call> destroys, Findings findings) {
        List<Line> lines = new ArrayList<>(destroys);
        lines.addAll(story.events(Kind.ENDED));
        lines.addAll(story.events(Kind.CLIENT_ENDED));
        if (!lines.isEmpty()) {
            findings.report("EXP-2", story, "A session ended, and no disconnect was reported", lines);
        }
    }

    private static void examineEnd(Story story, Event disconnect, HistoryRecord history, Findings findings) {
        Optional<Call> destroyed = story.lifetime().destroyed();
        List<Line> lines = new ArrayList<>(destroyed.stream().toList());
        lines.add(disconnect);
        if (destroyed.isPresent()
                && (!disconnect.isIn(destroyed.get())
                        || disconnect.process() != destroyed.get().process())) {
            findings.report(
                    "EVT-1",
                    story,
                    "A disconnect was not reported during destroyClient, in the process that handled it",
                    lines);
            return;
        }
        examineOwnEnd(story, disconnect, destroyed, findings);
        examineLeft(story, disconnect, lines, history, findings);
    }

    /** What was destroyed has not ended by itself, and what has is told of once, in the process that reports it. */
    private static void examineOwnEnd(Story story, Event disconnect, Optional<Call> destroyed, Findings findings) {
        List<Event> told = story.events(Kind.CLIENT_ENDED);
        List<Line> lines = new ArrayList<>(told);
        lines.addAll(destroyed.stream().toList());
        lines.add(disconnect);
        if (told.size() > 1) {
            findings.report("EXP-2", story, "clientEnded was called more than once", lines);
        } else if (!told.isEmpty() && destroyed.isPresent()) {
            findings.report("EXP-2", story, "clientEnded was called for a session that was destroyed", lines);
        }
        for (Event ended : story.events(Kind.ENDED)) {
            if (ended.process() == disconnect.process() && ended.tick() < disconnect.tick()) {
                findings.report(
                        "HND-3", story, "A listener was told of the end before disconnect", List.of(ended, disconnect));
                return;
            }
        }
    }

    private static void examineLeft(
            Story story, Event disconnect, List<Line> lines, HistoryRecord history, Findings findings) {
        List<ChannelPattern> patterns = story.events(Kind.SUBSCRIBE).stream()
                .map(Event::pattern)
                .distinct()
                .toList();
        for (ChannelPattern pattern : patterns) {
            List<Event> begun = about(story, Kind.SUBSCRIBE, pattern);
            List<Event> ended = about(story, Kind.UNSUBSCRIBE, pattern);
            if (isLeft(begun, ended, history)) {
                lines.add(begun.get(begun.size() - 1));
                findings.report(
                        isLate(story, pattern, disconnect) ? "SUB-3" : "EXP-2",
                        story,
                        "A session ended, and of a subscription no unsubscribe was reported",
                        lines);
                return;
            }
        }
    }

    private static boolean isLeft(List<Event> begun, List<Event> ended, HistoryRecord history) {
        return history.conditions().isOneProcess()
                ? ended.stream()
                        .noneMatch(event ->
                                event.tick() > begun.get(begun.size() - 1).tick())
                : begun.size() > ended.size();
    }

    private static List<Event> about(Story story, Kind kind, ChannelPattern pattern) {
        return story.events(kind).stream()
                .filter(event -> event.pattern().equals(pattern))
                .toList();
    }

    /** Whether somebody subscribed while the session ended. */
    private static boolean isLate(Story story, ChannelPattern pattern, Event disconnect) {
        long ending = story.lifetime().destroyed().map(Call::begin).orElse(disconnect.tick());
        return story.about(Operation.SUBSCRIBE, pattern).stream()
                .anyMatch(call -> call.foundClient() && call.end() > ending);
    }
}
