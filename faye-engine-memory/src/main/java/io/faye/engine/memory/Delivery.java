package io.faye.engine.memory;

import io.faye.engine.support.Inbox;
import java.util.ArrayList;
import java.util.List;

/** What is to be done for whom after a message was queued. */
final class Delivery {

    static final Delivery NONE = new Delivery(0);

    private final List<Session> waking;
    private List<Session> overflowing = List.of();

    Delivery(int subscribers) {
        waking = new ArrayList<>(subscribers);
    }

    void add(Session session, Inbox.Appended appended) {
        if (appended == Inbox.Appended.WAKING) {
            waking.add(session);
        } else if (appended == Inbox.Appended.OVERFLOWING) {
            overflow(session);
        }
    }

    private void overflow(Session session) {
        if (overflowing.isEmpty()) {
            overflowing = new ArrayList<>();
        }
        overflowing.add(session);
    }

    List<Session> waking() {
        return waking;
    }

    List<Session> overflowing() {
        return overflowing;
    }
}
