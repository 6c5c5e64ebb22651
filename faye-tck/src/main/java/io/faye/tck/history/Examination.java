package io.faye.tck.history;

import java.util.List;

/** Makes all checks, those first whose faults have the most effects. */
final class Examination {

    private Examination() {}

    static List<Violation> of(HistoryRecord history) {
        history.sort();
        Findings findings = new Findings();
        if (history.isDisturbed()) {
            history.ignored().forEach(findings::accuse);
            examineDisturbed(history, findings);
            return findings.violations();
        }
        new StageCheck().examine(history, findings);
        if (findings.violations().isEmpty()) {
            examine(history, findings);
        }
        return findings.violations();
    }

    private static void examine(HistoryRecord history, Findings findings) {
        ArrivalCheck arrivals = new ArrivalCheck(history);
        OrderCheck orders = new OrderCheck();
        List<Check> ofSessions = List.of(
                new BeginCheck(),
                new EndCheck(),
                new GrammarCheck(),
                new AnswerCheck(),
                new ExpiryCheck(),
                new SubscriptionCheck(),
                new ListingCheck(),
                new AttributeCheck(),
                new MoveCheck(),
                new HandleCheck(),
                new QueueCheck(),
                new WakeCheck(),
                orders,
                arrivals);
        examine(ofSessions, history, findings);
        arrivals.report(findings);
        new PublishCheck().examine(history, findings);
        new ChannelOrderCheck().examine(history, findings);
        orders.settle(findings);
    }

    /** A process that died took events with it, and an answer that was lost tells nothing. */
    private static void examineDisturbed(HistoryRecord history, Findings findings) {
        ArrivalCheck arrivals = new ArrivalCheck(history);
        OrderCheck orders = new OrderCheck();
        examine(
                List.of(new AnswerCheck(), new ListingCheck(), new QueueCheck(), new WakeCheck(), orders, arrivals),
                history,
                findings);
        arrivals.report(findings);
        new ChannelOrderCheck().examine(history, findings);
        orders.settle(findings);
    }

    private static void examine(List<Check> checks, HistoryRecord history, Findings findings) {
        for (Story story : history.stories()) {
            for (Check check : checks) {
                if (!findings.accuses(story.client())) {
                    check.examine(story, history, findings);
                }
            }
        }
    }
}
