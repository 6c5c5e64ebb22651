package io.faye.tck.selftest.shared;

import io.faye.engine.MemoryBudget;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ClientId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One session's state in the store. */
final class Session {

    final ClientId id;
    final Inbox inbox;
    final Set<String> patterns = new LinkedHashSet<>();
    final Map<String, String> attributes;

    /** The newest attachment, if it was not released. */
    @Nullable
    Reader reader;
    /** The attachment whose note is awaited. */
    @Nullable
    Reader leaving;

    String note = "";
    long pinged;

    Session(ClientId id, Map<String, String> attributes, QueueLimits limits) {
        this.id = id;
        this.attributes = new TreeMap<>(attributes);
        this.inbox = new Inbox(limits, MemoryBudget.unlimited(), id, () -> {}, 0);
        this.pinged = System.nanoTime();
    }

    void ping() {
        pinged = System.nanoTime();
    }

    boolean isReadBy(String node) {
        return reader != null && reader.node().equals(node);
    }

    @Nullable
    Reader reader(String attachment) {
        return reader != null && reader.attachment().equals(attachment) ? reader : null;
    }
}
