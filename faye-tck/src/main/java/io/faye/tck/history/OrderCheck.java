package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages wait in the order of publishing: PUB-2 for one publisher, PUB-4 for what was accepted before. */
final class OrderCheck implements Check {

    /** An engine may bound what it gives at once, and then tell of the rest (QUE-2): no short batch, though. */
    private static final int LONG = 50;

    private boolean unreadable;

    /** Both too early an answer and a change of places have the effects of the other: decides by what only one has. */
    void settle(Findings findings) {
        if (unreadable) {
            findings.retract("PUB-2");
        } else if (findings.hasBroken("PUB-2")) {
            findings.retract("PUB-4");
        }
    }

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        if (history.conditions().isOneProcess()
                && !isVisible(story, history.conditions().notice(), findings)) {
            unreadable = true;
            return;
        }
        Map<ClientId, Delivery> newest = new HashMap<>();
        Delivery newestOfAll = null;
        for (Delivery delivery : story.deliveries().values()) {
            ClientId publisher = publisher(delivery.publish(), history);
            Delivery earlier = publisher == null ? null : newest.get(publisher);
            if (earlier != null && delivery.publish().precedes(earlier.publish())) {
                report(
                        "PUB-2",
                        "Messages of one publisher arrived in another order",
                        story,
                        earlier,
                        delivery,
                        findings);
                return;
            }
            if (newestOfAll != null
                    && delivery.publish().end() < newestOfAll.publish().begin()) {
                report("PUB-4", "A message was accepted before it was queued", story, newestOfAll, delivery, findings);
                return;
            }
            newestOfAll = later(newestOfAll, delivery);
            if (publisher != null) {
                newest.merge(publisher, delivery, OrderCheck::later);
            }
        }
    }

    /** {@return who published it, if the session was surely there then: a message of an ended one is nobody's} */
    private static @Nullable ClientId publisher(Call publish, HistoryRecord history) {
        ClientId named = publish.client();
        return named != null && history.story(named).lifetime().coversSurely(publish) ? named : null;
    }

    private static Delivery later(@Nullable Delivery one, Delivery other) {
        return one == null || one.publish().begin() < other.publish().begin() ? other : one;
    }

    private static void report(
            String rule, String text, Story story, Delivery first, Delivery second, Findings findings) {
        findings.report(
                rule,
                story,
                text + ": #" + first.number() + " at position " + first.position() + ", #" + second.number() + " at "
                        + second.position(),
                List.of(first.publish(), second.publish(), first.read(), second.read()));
    }

    /** What was accepted, and heard of, before a read begins is in its batch, if there is room. */
    private static boolean isVisible(Story story, Duration notice, Findings findings) {
        Attachments attachments = new Attachments(story);
        for (Call read : story.calls(Operation.READ)) {
            Delivery next = story.deliveries().get(read.batch().last() + 1);
            boolean room =
                    read.batch().messages().size() < Math.min(LONG, read.from().maxMessages())
                            && read.from().maxBytes() == Integer.MAX_VALUE;
            if (next != null
                    && room
                    && !(read.batch().isEmpty() && attachments.isPerhapsOver(read))
                    && next.publish().ended().isKnownAt(read.begun(), notice)
                    && read.end() < story.lifetime().surelyUntil()) {
                findings.report(
                        "PUB-4",
                        story,
                        "A message was accepted and could not be read: #" + next.number() + " at position "
                                + next.position(),
                        List.of(next.publish(), read, next.read()));
                return false;
            }
        }
        return true;
    }
}
