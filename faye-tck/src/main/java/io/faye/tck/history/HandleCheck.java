package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only the newest attachment reads, and each listener is told what is true for it: HND-1, HND-2, HND-3. */
final class HandleCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        Attachments attachments = new Attachments(story);
        for (Call read : story.calls(Operation.READ)) {
            Optional<Call> over = attachments.over(read);
            if (over.isPresent() && !read.batch().isEmpty()) {
                List<Line> lines = new ArrayList<>(List.of(over.get(), read));
                attachments.attach(read.from().attachment()).ifPresent(lines::add);
                findings.report("HND-1", story, "An attachment read that had been released or superseded", lines);
                return;
            }
        }
        for (Call attach : story.calls(Operation.ATTACH)) {
            if (attach.attachment() != 0 && !findings.accuses(story.client())) {
                examine(story, attach, attachments, findings);
            }
        }
        examineEnd(story, attachments, findings);
    }

    private static List<Event> told(Story story, Call attach) {
        return story.events()
                .filter(event -> event.kind() == Kind.MOVED || event.kind() == Kind.ENDED)
                .filter(event -> event.attachment() == attach.attachment())
                .toList();
    }

    private static void examine(Story story, Call attach, Attachments attachments, Findings findings) {
        List<Event> told = told(story, attach);
        List<Line> lines = new ArrayList<>(told);
        lines.add(attach);
        if (told.size() > 1) {
            boolean moved = told.stream().anyMatch(event -> event.kind() == Kind.MOVED);
            findings.report(
                    moved ? "HND-2" : "HND-3", story, "A listener was told more than once that it is over", lines);
        } else if (!told.isEmpty()) {
            examine(story, attach, told.get(0), attachments, findings);
        }
    }

    private static void examine(Story story, Call attach, Event told, Attachments attachments, Findings findings) {
        Optional<Call> sameProcess =
                attachments.supersedes(attach, told.tick()).filter(newer -> newer.process() == attach.process());
        if (told.kind() == Kind.MOVED && !isPerhapsMoved(story, attach, told, sameProcess)) {
            findings.report("HND-2", story, "A listener was told of a move that there was not", List.of(attach, told));
        } else if (told.kind() == Kind.ENDED
                && sameProcess.filter(newer -> newer.end() < endBegun(story)).isPresent()) {
            findings.report(
                    "HND-3",
                    story,
                    "A listener was told of the end that the same process had superseded",
                    List.of(attach, sameProcess.get(), told));
        }
    }

    /** An attach that meets the end may come too late for the engine to forget the listener before it. */
    private static long endBegun(Story story) {
        Lifetime life = story.lifetime();
        return life.destroyed()
                .map(Call::begin)
                .or(() -> life.toldEnd().map(Event::tick))
                .orElse(Long.MAX_VALUE);
    }

    /** Whether perhaps another process attached before this one did so again. */
    private static boolean isPerhapsMoved(Story story, Call attach, Event told, Optional<Call> sameProcess) {
        long until = Math.min(told.tick(), sameProcess.map(Call::end).orElse(Long.MAX_VALUE));
        return story.calls(Operation.ATTACH).stream()
                .anyMatch(other ->
                        other.process() != attach.process() && other.begin() < until && other.end() > attach.begin());
    }

    private static void examineEnd(Story story, Attachments attachments, Findings findings) {
        Optional<Call> newest = attachments.newest().filter(attach -> attach.attachment() != 0);
        boolean over = !story.events(Kind.DISCONNECT).isEmpty();
        if (newest.isEmpty() || !over || findings.accuses(story.client()) || attachments.isReleased(newest.get())) {
            return;
        }
        if (told(story, newest.get()).isEmpty()) {
            List<Line> lines = new ArrayList<>(story.events(Kind.DISCONNECT));
            lines.add(newest.get());
            findings.report("HND-3", story, "A session ended, and its newest listener was not told", lines);
        }
    }
}
