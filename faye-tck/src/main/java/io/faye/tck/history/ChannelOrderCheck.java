package io.faye.tck.history;

import io.faye.protocol.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All subscribers of a channel see one order: PUB-2. */
final class ChannelOrderCheck {

    void examine(HistoryRecord history, Findings findings) {
        Map<Channel, MergedOrder> orders = new HashMap<>();
        for (Story story : history.stories()) {
            if (!findings.accuses(story.client())) {
                inbox(story).forEach((channel, inbox) -> orders.computeIfAbsent(channel, key -> new MergedOrder())
                        .add(inbox));
            }
        }
        orders.forEach((channel, order) -> report(channel, order.shortestCycle(), findings));
    }

    private static Map<Channel, List<Delivery>> inbox(Story story) {
        Map<Channel, List<Delivery>> inbox = new HashMap<>();
        for (Delivery delivery : story.deliveries().values()) {
            inbox.computeIfAbsent(delivery.publish().sent().channel(), key -> new ArrayList<>())
                    .add(delivery);
        }
        return inbox;
    }

    private static void report(Channel channel, List<MergedOrder.Step> cycle, Findings findings) {
        if (cycle.isEmpty()) {
            return;
        }
        List<Line> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder("Subscribers of " + channel + " saw different orders:");
        for (MergedOrder.Step step : cycle) {
            lines.add(step.from().publish());
            lines.add(step.from().read());
            lines.add(step.to().read());
            text.append(" #")
                    .append(step.from().number())
                    .append(" before #")
                    .append(step.to().number())
                    .append(';');
        }
        text.setLength(text.length() - 1);
        findings.report("PUB-2", text.toString(), lines);
    }
}
