package io.faye.tck.selftest;

import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a {@link SmallEngine} keeps of a session; guarded by the engine's lock. */
final class SmallSession {

    final ClientId id;
    final Inbox inbox;
    final Expiry.Watch<SmallSession> watch;
    final Set<ChannelPattern> patterns = new LinkedHashSet<>();
    Map<String, String> attributes;
    String note = "";
    private long appended;

    SmallSession(ClientId id, Map<String, String> attributes, Inbox inbox, Expiry<SmallSession> expiry) {
        this.id = id;
        this.attributes = new HashMap<>(attributes);
        this.inbox = inbox;
        this.watch = expiry.watch(this);
    }

    Inbox.Appended append(Message message) {
        appended++;
        return inbox.append(new QueuedMessage(message));
    }

    /** {@return the position of the message that was queued last} */
    long last() {
        return appended;
    }

    /** {@return how many messages are not acknowledged} */
    long waiting() {
        return appended - inbox.acknowledged();
    }
}
