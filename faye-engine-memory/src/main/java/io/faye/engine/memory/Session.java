package io.faye.engine.memory;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.support.Expiry;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session. Its lock guards attributes, subscriptions and attachment. The end is decided by {@link #life}, for one
 * caller, and from then on nothing changes; that caller carries it out by {@link #removeSubscriptions}.
 */
final class Session {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    final ClientId id;
    final Inbox inbox;
    final Expiry.Watch<Session> life;
    private final int maxSubscriptions;
    private Map<String, String> attributes;
    private Set<ChannelPattern> patterns = Set.of();
    private Optional<String> note = Optional.empty();

    Session(
            ClientId id,
            Map<String, String> attributes,
            EngineContext context,
            Expiry<Session> expiry,
            Consumer<Session> overflowing) {
        this.id = id;
        this.attributes = Map.copyOf(attributes);
        this.maxSubscriptions = context.limits().maxSubscriptions();
        this.inbox = new Inbox(context, id, () -> overflowing.accept(this));
        this.life = expiry.watch(this);
    }

    synchronized Map<String, String> attributes() {
        return attributes;
    }

    /** Sets an attribute; removes it if there is no value. */
    synchronized Change changeAttribute(String name, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        String before = value == null ? changed.remove(name) : changed.put(name, value);
        if (!life.isAlive()) {
            return Change.UNKNOWN_CLIENT;
        }
        attributes = Map.copyOf(changed);
        return Objects.equals(before, value) ? Change.UNCHANGED : Change.CHANGED;
    }

    /** Sets an attribute, unless the session has one of that name. */
    synchronized Change addAttribute(String name, String value) {
        return life.isAlive() && attributes.containsKey(name) ? Change.UNCHANGED : changeAttribute(name, value);
    }

    synchronized Change subscribe(ChannelPattern pattern, Router router) {
        if (!life.isAlive()) {
            return Change.UNKNOWN_CLIENT;
        }
        if (patterns.contains(pattern)) {
            return Change.UNCHANGED;
        }
        if (patterns.size() >= maxSubscriptions) {
            return Change.LIMIT_REACHED;
        }
        patterns = patterns.isEmpty() ? new LinkedHashSet<>(2) : patterns;
        patterns.add(pattern);
        router.subscribe(this, pattern);
        inbox.countOther(SubscriptionIndex.memorySize(pattern));
        return Change.CHANGED;
    }

    synchronized Change unsubscribe(ChannelPattern pattern, Router router) {
        if (!life.isAlive()) {
            return Change.UNKNOWN_CLIENT;
        }
        if (!patterns.contains(pattern)) {
            return Change.UNCHANGED;
        }
        patterns.remove(pattern);
        router.unsubscribe(this, pattern);
        inbox.countOther(-SubscriptionIndex.memorySize(pattern));
        return Change.CHANGED;
    }

    synchronized Optional<Set<ChannelPattern>> subscriptions() {
        return life.isAlive()
                ? Optional.of(Collections.unmodifiableSet(new LinkedHashSet<>(patterns)))
                : Optional.empty();
    }

    synchronized Optional<Attachment> attach(AttachmentListener listener) {
        if (!life.ping()) {
            return Optional.empty();
        }
        inbox.attach(listener);
        Attachment attachment = new MemoryAttachment(this, listener, attributes, note);
        note = Optional.empty();
        return Optional.of(attachment);
    }

    /** Removes the subscriptions; called once, by whoever ended {@link #life}. */
    synchronized Set<ChannelPattern> removeSubscriptions(Router router) {
        Set<ChannelPattern> last = patterns;
        patterns = Set.of();
        last.forEach(pattern -> router.forget(this, pattern));
        return last;
    }

    /** Reads the queue. Holds the session, so that a read looks nothing up. */
    private record MemoryAttachment(
            Session session, AttachmentListener listener, Map<String, String> attributes, Optional<String> note)
            implements Attachment {

        @Override
        public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
            Inbox.Reading reading = session.inbox.read(listener, after, maxMessages, maxBytes);
            if (reading.waking()) {
                session.inbox.wakeReader();
            }
            return CompletableFuture.completedFuture(reading.batch());
        }

        @Override
        public CompletionStage<Void> acknowledge(long upTo) {
            session.inbox.acknowledge(upTo);
            return DONE;
        }

        @Override
        public CompletionStage<Void> release(String left) {
            synchronized (session) {
                if (session.inbox.release(listener) && !left.isEmpty()) {
                    session.note = Optional.of(left);
                }
            }
            return DONE;
        }
    }
}
