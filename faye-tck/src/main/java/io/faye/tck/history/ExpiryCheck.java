package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions that nobody ends live two timeouts after the last ping, and not much longer: EXP-1. */
final class ExpiryCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        Lifetime life = story.lifetime();
        if (life.destroyed().isPresent() || life.lastSign().isEmpty()) {
            return;
        }
        Optional<Event> disconnect = life.toldEnd();
        Duration latest = life.lastEnded().plus(history.conditions().longestLife());
        if (disconnect.isPresent()) {
            Duration at = disconnect.get().moment().clock();
            if (at.compareTo(life.lastBegun().plus(history.conditions().shortestLife())) < 0) {
                reportEarly(story, disconnect.get(), findings);
            } else if (at.compareTo(latest) > 0) {
                report(story, "A session ended later than 2.5 timeouts and 1 s after its last ping", findings);
            }
        } else if (history.end().compareTo(latest) > 0) {
            report(story, "A session that nobody pinged did not end, and it is " + history.end() + " now", findings);
        }
    }

    /** Without a ping too early, unless somebody wanted to end it and was told that somebody else did. */
    private static void reportEarly(Story story, Event disconnect, Findings findings) {
        List<Call> destroys = story.calls(Operation.DESTROY).stream()
                .filter(call -> call.begin() < disconnect.tick())
                .toList();
        if (destroys.isEmpty()) {
            report(story, "A session ended before 2 timeouts after its last ping", findings);
        } else {
            List<Line> lines = new ArrayList<>(destroys);
            lines.add(disconnect);
            findings.report("CLI-3", story, "A session was destroyed, and nobody was answered true", lines);
        }
    }

    private static void report(Story story, String text, Findings findings) {
        List<Line> lines = new ArrayList<>(story.events(Kind.DISCONNECT));
        story.lifetime().lastSign().ifPresent(lines::add);
        findings.report("EXP-1", story, text, lines);
    }
}
