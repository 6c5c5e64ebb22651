package io.faye.tck.history;

import io.faye.engine.Change;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds to each call that changed a subscription the event that tells of it, and to each event the call. */
final class Agreement {

    private final Story story;
    private final Findings findings;

    Agreement(Story story, Findings findings) {
        this.story = story;
        this.findings = findings;
    }

    /** @param calls of one sort, about one pattern, like the events */
    void examine(List<Call> calls, List<Event> events) {
        List<Call> untold = new ArrayList<>(
                calls.stream().filter(call -> call.isAnswered(Change.CHANGED)).toList());
        List<Event> unasked = new ArrayList<>();
        for (Event event : events) {
            Optional<Call> cause = untold.stream()
                    .filter(call -> event.isIn(call) && event.process() == call.process())
                    .min(Comparator.comparingLong(Call::end));
            cause.ifPresentOrElse(untold::remove, () -> unasked.add(event));
        }
        unasked.removeIf(event -> endsSession(event, events));
        if (!untold.isEmpty() && !unasked.isEmpty()) {
            findings.report(
                    "EVT-1",
                    story,
                    "An event did not come during the call that caused it, in the process that handled it",
                    List.of(untold.get(0), unasked.get(0)));
        } else if (!untold.isEmpty()) {
            findings.report("SUB-1", story, "CHANGED was answered, and no event reported", untold.subList(0, 1));
        } else if (!unasked.isEmpty()) {
            reportUnasked(calls, unasked.get(0));
        }
    }

    /**
     * The last unsubscribe in the process that ends the session may be part of that; others may report later what they
     * were asked before.
     */
    private boolean endsSession(Event event, List<Event> events) {
        return event.kind() == Kind.UNSUBSCRIBE
                && isFollowed(event, story.events(Kind.DISCONNECT))
                && !isFollowed(event, events);
    }

    private static boolean isFollowed(Event event, List<Event> others) {
        return others.stream().anyMatch(other -> other.process() == event.process() && other.tick() > event.tick());
    }

    private void reportUnasked(List<Call> calls, Event event) {
        List<Line> lines = new ArrayList<>(calls.stream().filter(event::isIn).toList());
        lines.add(event);
        findings.report("SUB-1", story, "An event was reported, and CHANGED was not answered", lines);
    }
}
