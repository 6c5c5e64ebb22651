package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.List;

/** In each process nothing comes before a client's handshake there or after its disconnect: EVT-2, EXP-2, SUB-3. */
final class GrammarCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        for (Event handshake : story.events(Kind.HANDSHAKE)) {
            story.monitored().stream()
                    .filter(event -> event.process() == handshake.process() && event.tick() < handshake.tick())
                    .findFirst()
                    .ifPresent(event -> findings.report(
                            "EVT-2", story, "An event came before the handshake", List.of(event, handshake)));
        }
        for (Event disconnect : story.events(Kind.DISCONNECT)) {
            story.monitored().stream()
                    .filter(event -> event.process() == disconnect.process() && event.tick() > disconnect.tick())
                    .filter(event -> !isOverdue(event, history))
                    .findFirst()
                    .ifPresent(event -> reportLate(story, disconnect, event, findings));
        }
    }

    /** Whether it should have come before its message was accepted: EVT-1 is another check's. */
    private static boolean isOverdue(Event event, HistoryRecord history) {
        return event.kind() == Kind.PUBLISH
                && history.publish(Sent.number(event.published().data()))
                        .filter(publish -> publish.end() < event.tick())
                        .isPresent();
    }

    private static void reportLate(Story story, Event disconnect, Event late, Findings findings) {
        switch (late.kind()) {
            case UNSUBSCRIBE ->
                findings.report("EXP-2", story, "An unsubscribe came after the disconnect", List.of(disconnect, late));
            case SUBSCRIBE ->
                findings.report("SUB-3", story, "A subscribe came after the disconnect", List.of(disconnect, late));
            default -> findings.report("EVT-2", story, "An event came after the disconnect", List.of(disconnect, late));
        }
    }
}
