package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** The process that loses a client to another one is told so, once: DIS-4. */
final class MoveCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        List<Call> attaches = story.calls(Operation.ATTACH).stream()
                .filter(attach -> mayHaveMoved(story, attach))
                .toList();
        for (int process = 1; process <= history.conditions().processes(); process++) {
            examine(story, process, attaches, findings);
        }
    }

    /** Who was moved and then ended before that was answered is unknown in the answer. */
    private static boolean mayHaveMoved(Story story, Call attach) {
        return attach.foundClient() || attach.begin() < story.lifetime().goneFrom();
    }

    /** Attaches and releases of one client come one after another here. */
    private static void examine(Story story, int process, List<Call> attaches, Findings findings) {
        List<Call> leaving = leaving(process, attaches);
        List<Event> told = story.events(Kind.MOVED).stream()
                .filter(event -> event.process() == process)
                .toList();
        List<Line> lines = new ArrayList<>(told);
        lines.addAll(attaches);
        if (told.size() > leaving.size()) {
            findings.report("DIS-4", story, "moved was called more often than the session moved away", lines);
        } else if (isToBeTold(story, process, attaches)
                && told.stream().noneMatch(event -> event.tick() > last(leaving).begin())) {
            findings.report("DIS-4", story, "A session moved away, and moved was not called", lines);
        }
    }

    /** The attaches elsewhere that took the client away from a process. */
    private static List<Call> leaving(int process, List<Call> attaches) {
        List<Call> leaving = new ArrayList<>();
        for (int i = 1; i < attaches.size(); i++) {
            if (attaches.get(i - 1).process() == process && attaches.get(i).process() != process) {
                leaving.add(attaches.get(i));
            }
        }
        return leaving;
    }

    private static Call last(List<Call> calls) {
        return calls.get(calls.size() - 1);
    }

    /** Who was released, has come back, or has ended, perhaps is not told of. */
    private static boolean isToBeTold(Story story, int process, List<Call> attaches) {
        List<Call> leaving = leaving(process, attaches);
        if (leaving.isEmpty()
                || last(attaches).process() == process
                || story.lifetime().surelyUntil() < Long.MAX_VALUE) {
            return false;
        }
        Call to = last(leaving);
        return !isReleased(story, attaches.get(attaches.indexOf(to) - 1), to);
    }

    private static boolean isReleased(Story story, Call from, Call to) {
        return story.calls(Operation.RELEASE).stream()
                .anyMatch(release -> release.process() == from.process()
                        && release.attachment() == from.attachment()
                        && release.begin() > from.begin()
                        && release.begin() < to.end());
    }
}
