package io.faye.tck.selftest.blocking;

import io.faye.engine.AttachmentListener;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link BlockingSmallEngine} keeps of a session; guarded by the engine. */
final class BlockingSession {

    final ClientId id;
    final Inbox inbox;
    final Map<String, String> attributes;
    final Set<ChannelPattern> patterns = new LinkedHashSet<>();
    String note = "";
    long pinged;

    BlockingSession(ClientId id, Map<String, String> attributes, Inbox inbox) {
        this.id = id;
        this.attributes = new HashMap<>(attributes);
        this.inbox = inbox;
    }

    /** A session that has ended. */
    record Ended(BlockingSession session, Optional<AttachmentListener> reader) {}
}
