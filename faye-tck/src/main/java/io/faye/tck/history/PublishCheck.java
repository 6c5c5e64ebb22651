package io.faye.tck.history;

import io.faye.protocol.ClientId;
import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Accepted messages are reported once, as they were published: PUB-3, and EVT-1 for when and where. */
final class PublishCheck {

    void examine(HistoryRecord history, Findings findings) {
        for (Call publish : history.publishes()) {
            if (!findings.accuses(publish.client())) {
                examine(publish, history, findings);
            }
        }
        history.strangeReports().stream()
                .findFirst()
                .ifPresent(event -> findings.report(
                        "PUB-3", "A publish was reported of a message that nobody sent", List.of(event)));
    }

    private static void examine(Call publish, HistoryRecord history, Findings findings) {
        List<Event> events = history.reports(publish);
        List<Line> lines = new ArrayList<>(events);
        lines.add(publish);
        if (events.size() != 1) {
            String times = events.isEmpty() ? "not reported" : "reported " + events.size() + " times";
            findings.report("PUB-3", publish, "An accepted message was " + times, lines);
            return;
        }
        Event event = events.get(0);
        if (!event.published().channel().equals(publish.sent().channel())) {
            findings.report("PUB-3", publish, "A message was reported with another channel", lines);
        } else if (isElsewhere(event, publish) && !findings.hasBroken("PUB-4")) {
            findings.report(
                    "EVT-1",
                    publish,
                    "A message was not reported during publish, in the process that handled it",
                    lines);
        } else {
            examinePublisher(publish, event, history, findings);
        }
    }

    private static boolean isElsewhere(Event event, Call publish) {
        return !event.isIn(publish) || event.process() != publish.process();
    }

    private static void examinePublisher(Call publish, Event event, HistoryRecord history, Findings findings) {
        ClientId publisher = publish.sent().publisher();
        ClientId named = event.client();
        if (publisher == null && publish.isAnswered(true)) {
            report(publish, event, "that has no publisher, and publish was answered true", findings);
        } else if (named == null && publisher != null) {
            Story story = history.story(publisher);
            if (story.lifetime().coversSurely(publish) && isYoung(story, publish, history)) {
                report(publish, event, "without its publisher, whose session was there", findings);
            }
        } else if (named != null && !named.equals(publisher)) {
            report(publish, event, "with a publisher that it does not name", findings);
        } else if (named != null && isKnownToBeGone(history.story(named), publish)) {
            report(publish, event, "with a publisher whose session had ended", findings);
        }
    }

    /** Whether its time was not over either. */
    private static boolean isYoung(Story story, Call publish, HistoryRecord history) {
        return publish.ended()
                        .clock()
                        .compareTo(story.lifetime()
                                .lastBegun()
                                .plus(history.conditions().shortestLife()))
                < 0;
    }

    private static boolean isKnownToBeGone(Story story, Call publish) {
        return Stream.of(Kind.DISCONNECT, Kind.ENDED, Kind.CLIENT_ENDED)
                .flatMap(kind -> story.events(kind).stream())
                .anyMatch(event -> event.process() == publish.process() && event.tick() < publish.begin());
    }

    private static void report(Call publish, Event event, String how, Findings findings) {
        findings.report("PUB-3", publish, "A message was reported " + how, List.of(publish, event));
    }
}
