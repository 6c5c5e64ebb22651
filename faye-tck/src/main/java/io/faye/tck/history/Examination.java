package io.faye.tck.history;

import java.util.List;

/** Makes all checks, those first whose faults have the most effects. */
final class Examination {

    private Examination() {}

    static List<Violation> of(Chronicle chronicle) {
        chronicle.sort();
        Findings findings = new Findings();
        if (chronicle.isDisturbed()) {
            chronicle.ignored().forEach(findings::accuse);
            examineDisturbed(chronicle, findings);
            return findings.violations();
        }
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
        examine(ofSessions, chronicle, findings);
        arrivals.report(findings);
        new PublishCheck().examine(chronicle, findings);
        new ChannelOrderCheck().examine(chronicle, findings);
        orders.settle(findings);
    }

    /** A process that died took events with it, and an answer that was lost tells nothing. */
    private static void examineDisturbed(Chronicle chronicle, Findings findings) {
        ArrivalCheck arrivals = new ArrivalCheck(chronicle);
        OrderCheck orders = new OrderCheck();
        examine(List.of(new AnswerCheck(), new QueueCheck(), new WakeCheck(), orders, arrivals), chronicle, findings);
        arrivals.report(findings);
        new ChannelOrderCheck().examine(chronicle, findings);
        orders.settle(findings);
    }

    private static void examine(List<Check> checks, Chronicle chronicle, Findings findings) {
        for (Story story : chronicle.stories()) {
            for (Check check : checks) {
                if (!findings.accuses(story.client())) {
                    check.examine(story, chronicle, findings);
                }
            }
        }
    }
}
