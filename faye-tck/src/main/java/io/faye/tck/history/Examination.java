package io.faye.tck.history;

import java.util.List;

/** Makes all checks, those first whose faults have the most effects. */
final class Examination {

    private Examination() {}

    static List<Violation> of(Chronicle chronicle) {
        chronicle.sort();
        Findings findings = new Findings();
        new StageCheck().examine(chronicle, findings);
        if (findings.violations().isEmpty()) {
            examine(chronicle, findings);
        }
        return findings.violations();
    }

    private static void examine(Chronicle chronicle, Findings findings) {
        ArrivalCheck arrivals = new ArrivalCheck(chronicle);
        OrderCheck orders = new OrderCheck();
        List<Check> ofSessions = List.of(
                new BeginCheck(),
                new EndCheck(),
                new GrammarCheck(),
                new AnswerCheck(),
                new ExpiryCheck(),
                new SubscriptionCheck(),
                new AttributeCheck(),
                new MoveCheck(),
                new HandleCheck(),
                new QueueCheck(),
                new WakeCheck(),
                orders,
                arrivals);
        for (Story story : chronicle.stories()) {
            for (Check check : ofSessions) {
                if (!findings.accuses(story.client())) {
                    check.examine(story, chronicle, findings);
                }
            }
        }
        arrivals.report(findings);
        new PublishCheck().examine(chronicle, findings);
        new ChannelOrderCheck().examine(chronicle, findings);
        orders.settle(findings);
    }
}
