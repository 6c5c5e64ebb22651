package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** The process that loses a client to another one is told so, once: DIS-4. */
final class MoveCheck implements Check {

    @Override
    public void examine(Story story, Record record, Findings findings) {
        List<Call> attaches =
                story.calls(Operation.ATTACH).stream().filter(Call::foundClient).toList();
        for (int process = 1; process <= record.conditions().processes(); process++) {
            examine(story, process, attaches, findings);
        }
    }

    /** Attaches and releases of one client come one after another here. */
    private static void examine(Story story, int process, List<Call> attaches, Findings findings) {
        List<Line> lost = new ArrayList<>();
        int rudely = 0;
        for (int i = 1; i < attaches.size(); i++) {
            Call from = attaches.get(i - 1);
            Call to = attaches.get(i);
            if (from.process() == process && to.process() != process) {
                lost.add(to);
                rudely += isReleased(story, from, to) ? 0 : 1;
            }
        }
        List<Event> told = story.events(Kind.MOVED).stream()
                .filter(event -> event.process() == process)
                .toList();
        boolean alive = story.lifetime().surelyUntil() == Long.MAX_VALUE;
        if (told.size() > lost.size() || alive && told.size() < rudely) {
            lost.addAll(told);
            findings.report(
                    "DIS-4",
                    story,
                    "Process " + process + " lost a client " + (lost.size() - told.size()) + " times, " + rudely
                            + " of them while attached, and was told " + told.size() + " times",
                    lost);
        }
    }

    private static boolean isReleased(Story story, Call from, Call to) {
        return story.calls(Operation.RELEASE).stream()
                .anyMatch(release -> release.process() == from.process()
                        && release.begin() > from.begin()
                        && release.begin() < to.end());
    }
}
