package io.faye.engine.memory;

import io.faye.engine.QueueLimits;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.Lane;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client's state. Whatever is reported as an event happens in the session's lane, so that events come in the
 * order of what they report. The end is decided at once, by {@link #end}, and carried out in the lane.
 */
final class Session {

    private final ClientId id;
    private final Lane lane = new Lane();
    private final Inbox inbox;
    private final Expiry.Watch<Session> watch;
    private Map<String, String> attributes;
    private @Nullable Set<ChannelPattern> patterns;
    private boolean ended;

    Session(ClientId id, Map<String, String> attributes, QueueLimits limits, Expiry<Session> expiry) {
        this.id = id;
        this.attributes = Map.copyOf(attributes);
        this.inbox = new Inbox(limits);
        this.watch = expiry.watch(this);
    }

    ClientId id() {
        return id;
    }

    Inbox inbox() {
        return inbox;
    }

    void inLane(Runnable task) {
        lane.execute(task);
    }

    boolean ping() {
        return watch.ping();
    }

    boolean isAlive() {
        return watch.isAlive();
    }

    /** {@return true for the one who ends it} */
    boolean end() {
        return watch.end();
    }

    synchronized Map<String, String> attributes() {
        return attributes;
    }

    /** {@return whether that changed anything} */
    synchronized boolean setAttribute(String name, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        if (changed.equals(attributes)) {
            return false;
        }
        attributes = Map.copyOf(changed);
        return true;
    }

    /** In the lane only: {@return whether the end was carried out} */
    boolean hasEnded() {
        return ended;
    }

    /** In the lane only: {@return whether that is new} */
    boolean addPattern(ChannelPattern pattern) {
        if (patterns == null) {
            patterns = new LinkedHashSet<>(2);
        }
        return patterns.add(pattern);
    }

    /** In the lane only: {@return whether it was there} */
    boolean removePattern(ChannelPattern pattern) {
        return patterns != null && patterns.remove(pattern);
    }

    /** In the lane only: {@return what it was subscribed to until now} */
    Set<ChannelPattern> finish() {
        Set<ChannelPattern> last = patterns == null ? Set.of() : patterns;
        patterns = null;
        ended = true;
        inbox.close();
        return last;
    }
}
