package io.faye.tck.history;

import java.util.List;

/** Makes all checks, those first whose faults have the most effects. */
final class Examination {

    private Examination() {}

    static List<Violation> of(Record record) {
        record.sort();
        Findings findings = new Findings();
        new StageCheck().examine(record, findings);
        if (findings.violations().isEmpty()) {
            examine(record, findings);
        }
        return findings.violations();
    }

    private static void examine(Record record, Findings findings) {
        List<Check> ofSessions = List.of(
                new BeginCheck(),
                new GrammarCheck(),
                new EndCheck(),
                new AnswerCheck(),
                new ExpiryCheck(),
                new SubscriptionCheck(),
                new AttributeCheck(),
                new MoveCheck(),
                new QueueCheck(),
                new WakeCheck(),
                new OrderCheck(),
                new ArrivalCheck(record));
        for (Story story : record.stories()) {
            for (Check check : ofSessions) {
                if (!findings.accuses(story.client())) {
                    check.examine(story, record, findings);
                }
            }
        }
        new PublishCheck().examine(record, findings);
        new ChannelOrderCheck().examine(record, findings);
    }
}
