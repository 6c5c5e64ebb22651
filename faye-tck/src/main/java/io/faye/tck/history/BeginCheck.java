package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sessions begin once: CLI-1, and EVT-1 for the event. */
final class BeginCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        List<Call> creations = story.calls(Operation.CREATE);
        List<Event> handshakes = story.events(Kind.HANDSHAKE);
        List<Line> lines = new ArrayList<>(
                Stream.concat(creations.stream(), handshakes.stream()).toList());
        if (creations.size() > 1) {
            findings.report("CLI-1", story, "createClient succeeded twice with one id", lines);
        } else if (creations.isEmpty()) {
            examineStranger(story, findings);
        } else if (handshakes.isEmpty()) {
            findings.report("CLI-1", story, "A session began, and no handshake was reported", lines);
        } else if (handshakes.size() > 1) {
            findings.report("EVT-1", story, "A handshake was reported more than once", lines);
        } else if (!handshakes.get(0).isIn(creations.get(0))
                || handshakes.get(0).process() != creations.get(0).process()) {
            findings.report(
                    "EVT-1",
                    story,
                    "A handshake was not reported during createClient, in the process that handled it",
                    lines);
        }
    }

    private static void examineStranger(Story story, Findings findings) {
        List<Event> events = story.monitored();
        if (!events.isEmpty()) {
            findings.report("EVT-2", story, "Events tell of a client that never began", events.subList(0, 1));
        }
    }
}
