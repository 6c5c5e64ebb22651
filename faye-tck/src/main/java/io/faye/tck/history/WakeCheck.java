package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** Who reads when told, and only then, gets everything: QUE-2. */
final class WakeCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        for (Call inspection : story.calls(Operation.INSPECT)) {
            if (!inspection.batch().isEmpty()) {
                long first = inspection.batch().last()
                        - inspection.batch().messages().size()
                        + 1;
                findings.report(
                        "QUE-2",
                        story,
                        "Messages wait from position " + first + ", and messagesAvailable was not called",
                        lines(story, inspection, first));
                return;
            }
        }
    }

    private static List<Line> lines(Story story, Call inspection, long first) {
        List<Line> lines = new ArrayList<>(List.of(inspection));
        Delivery waiting = story.deliveries().get(first);
        if (waiting != null) {
            lines.add(waiting.publish());
        }
        story.calls(Operation.READ).stream().reduce((earlier, later) -> later).ifPresent(lines::add);
        story.events(Kind.AVAILABLE).stream().reduce((earlier, later) -> later).ifPresent(lines::add);
        return lines;
    }
}
