package io.faye.tck.selftest.shared;

import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ClientId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One client's state in the store. */
final class Session {

    final ClientId id;
    final Inbox inbox;
    final Set<String> patterns = new LinkedHashSet<>();
    final Map<String, String> attributes;
    String owner;
    boolean attached;
    long pinged;

    Session(ClientId id, String owner, Map<String, String> attributes, QueueLimits limits) {
        this.id = id;
        this.owner = owner;
        this.attributes = new TreeMap<>(attributes);
        this.inbox = new Inbox(limits);
        this.pinged = System.nanoTime();
    }

    void ping() {
        pinged = System.nanoTime();
    }
}
