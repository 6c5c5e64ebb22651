package io.faye.tck.history;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Queues have positions without holes, and keep them: QUE-1, DIS-2, PUB-1 and PUB-5. */
final class QueueCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        List<Call> reads = Stream.concat(story.calls(Operation.READ).stream(), story.calls(Operation.INSPECT).stream())
                .toList();
        Map<Long, Delivery> byNumber = new HashMap<>();
        for (Call read : reads) {
            examineContent(story, read, byNumber, history, findings);
            if (findings.accuses(story.client())) {
                return;
            }
        }
        Acknowledged acknowledged = new Acknowledged(story, history);
        for (Call read : reads) {
            Optional<String> wrong = acknowledged.wrong(read);
            if (wrong.isPresent()) {
                findings.report("QUE-1", story, wrong.get(), around(story, read));
                return;
            }
        }
    }

    private static void examineContent(
            Story story, Call read, Map<Long, Delivery> byNumber, HistoryRecord history, Findings findings) {
        List<Message> messages = read.batch().messages();
        long position = read.batch().last() - messages.size();
        for (Message message : messages) {
            position++;
            Optional<Call> publish = history.publish(Sent.number(message.data().orElse(Json.NULL)));
            if (publish.isEmpty()) {
                findings.report("PUB-5", story, "A message was read that nobody sent: " + message, List.of(read));
                return;
            }
            Delivery delivery = new Delivery(position, publish.get(), read);
            if (!isPlaced(story, delivery, byNumber, findings)) {
                return;
            }
            if (byNumber.put(delivery.number(), delivery) == null
                    && !publish.get().sent().arrivesAs(message)) {
                findings.report(
                        "PUB-5",
                        story,
                        "A message was read otherwise than sent: " + message,
                        List.of(publish.get(), read));
                return;
            }
        }
    }

    private static boolean isPlaced(Story story, Delivery delivery, Map<Long, Delivery> byNumber, Findings findings) {
        Delivery before = story.deliveries().putIfAbsent(delivery.position(), delivery);
        Delivery elsewhere = byNumber.get(delivery.number());
        if (elsewhere != null && elsewhere.position() != delivery.position()) {
            report(story, delivery, elsewhere, findings);
            return false;
        }
        if (before != null && before.number() != delivery.number()) {
            boolean moved = before.read().process() != delivery.read().process();
            findings.report(
                    moved ? "DIS-2" : "QUE-1",
                    story,
                    "At position " + delivery.position() + " was first #" + before.number() + ", then #"
                            + delivery.number(),
                    List.of(before.read(), delivery.read()));
            return false;
        }
        return true;
    }

    private static void report(Story story, Delivery delivery, Delivery elsewhere, Findings findings) {
        boolean moved = elsewhere.read().process() != delivery.read().process();
        boolean apart = delivery.equals(story.deliveries().get(delivery.position()));
        findings.report(
                moved && !apart ? "DIS-2" : "PUB-1",
                story,
                "#" + delivery.number() + " was delivered at position " + elsewhere.position() + " and again at "
                        + delivery.position(),
                List.of(delivery.publish(), elsewhere.read(), delivery.read()));
    }

    /** The read, and the acknowledgements that it goes by. */
    private static Collection<Line> around(Story story, Call read) {
        List<Line> lines = new ArrayList<>(List.of(read));
        story.calls(Operation.ACKNOWLEDGE).stream()
                .filter(call -> call.begin() < read.begin())
                .reduce((earlier, later) -> later)
                .ifPresent(lines::add);
        story.calls(Operation.READ).stream()
                .filter(call -> call.end() < read.begin())
                .reduce((earlier, later) -> later)
                .ifPresent(lines::add);
        return lines;
    }
}
