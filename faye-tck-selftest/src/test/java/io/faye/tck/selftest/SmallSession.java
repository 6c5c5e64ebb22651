package io.faye.tck.selftest;

import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.Lane;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a {@link SmallEngine} knows of a client; guarded by the engine's lock. */
final class SmallSession {

    final ClientId id;
    final Inbox inbox;
    final Expiry.Watch<SmallSession> watch;
    final Set<ChannelPattern> patterns = new LinkedHashSet<>();
    Map<String, String> attributes;
    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final Lane lane = new Lane();

    SmallSession(ClientId id, Map<String, String> attributes, Inbox inbox, Expiry<SmallSession> expiry) {
        this.id = id;
        this.attributes = new HashMap<>(attributes);
        this.inbox = inbox;
        this.watch = expiry.watch(this);
    }

    void await(Runnable turn) {
        turns.add(turn);
    }

    void proceed() {
        lane.execute(() -> {
            for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
                turn.run();
            }
        });
    }
}
