package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process owns, by id and by subscription, and those of which it knows that they exist. Changed
 * under the lock of the sessions; read by all.
 */
public final class SessionRegistry {

    private final Map<ClientId, Session> owned = new ConcurrentHashMap<>();
    private final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    /** Sessions of other processes that have published here. */
    private final Set<ClientId> publishers = ConcurrentHashMap.newKeySet();
    /** Sessions that this process has ended, until it reads so in the log. */
    private final Set<ClientId> finished = ConcurrentHashMap.newKeySet();

    /** Sessions that operations of this process are changing, and how many do so. */
    private final Map<ClientId, Integer> changing = new ConcurrentHashMap<>();
    /** Attributes of sessions that this process has created, until it reads so in the log. */
    private final Map<ClientId, Attributes> creations = new ConcurrentHashMap<>();
    /** What the log says of sessions that are being attached. */
    private final Map<ClientId, List<PendingAttach>> attaching = new HashMap<>();

    private final LeftSessions left = new LeftSessions();

    public @Nullable Session get(ClientId client) {
        return owned.get(client);
    }

    /** {@return the sessions that this process owns} */
    public Collection<Session> owned() {
        return owned.values();
    }

    public boolean owns(Session session) {
        return owned.get(session.id()) == session;
    }

    /** An operation of this process changes a session: what is known here is old until it has completed. */
    void changesWith(ClientId client, CompletionStage<?> operation) {
        changing.merge(client, 1, Integer::sum);
        operation.whenComplete(
                (result, fault) -> changing.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1));
    }

    /** This process creates a session; its entry in the log does not hold the attributes. */
    void createsWith(ClientId client, Map<String, String> attributes, CompletionStage<?> operation) {
        creations.put(client, new Attributes(attributes, 0));
        operation.whenComplete((result, fault) -> {
            if (fault != null) {
                creations.remove(client);
            }
        });
    }

    /** {@return the attributes of a session that this process has created and does not own yet} */
    @Nullable
    Attributes creation(ClientId client) {
        return creations.get(client);
    }

    /** An attach is sent: from now on what the log says of the session is kept for it. */
    void attachSent(PendingAttach attach) {
        attaching.computeIfAbsent(attach.client(), same -> new ArrayList<>()).add(attach);
    }

    /** The attach was answered, or will not be. */
    void attachAnswered(PendingAttach attach) {
        attaching.computeIfPresent(attach.client(), (same, pending) -> {
            pending.removeIf(each -> each == attach);
            return pending.isEmpty() ? null : pending;
        });
    }

    /** The session came here: the attaches whose replies are still to be processed get it, even if it is over by then. */
    void arrived(Session session) {
        add(session);
        attaching.getOrDefault(session.id(), List.of()).forEach(attach -> attach.holds(session));
    }

    void keep(Entry.Control entry) {
        attaching.getOrDefault(entry.client(), List.of()).forEach(attach -> attach.entries()
                .add(entry));
        if (entry instanceof Entry.Claimed) {
            left.remove(entry.client());
        }
    }

    /** Redis has lost the entries after one. */
    void rewind(LogId to) {
        attaching
                .values()
                .forEach(pending -> pending.forEach(
                        attach -> attach.entries().removeIf(entry -> entry.id().isAfter(to))));
        left.rewind(to);
    }

    void changeAttribute(ClientId client, long version, String name, @Nullable String value) {
        Attributes creation = creations.get(client);
        Session session = owned.get(client);
        if (creation != null) {
            creation.change(version, name, value);
        }
        if (session != null) {
            session.attributes().change(version, name, value);
        }
    }

    /** {@return whether there is a session as far as this process knows} */
    public boolean exists(ClientId client) {
        Session session = owned.get(client);
        boolean isKnown =
                session == null ? publishers.contains(client) : !session.state().isOver();
        return isKnown && !changing.containsKey(client) && !finished.contains(client);
    }

    List<Session> subscribers(Channel channel) {
        return index.subscribers(channel);
    }

    /** {@return how many subscriptions match a channel} */
    public int subscriptions(Channel channel) {
        return index.size(channel);
    }

    /** Owns a session that is new here. */
    void add(Session session) {
        owned.put(session.id(), session);
        session.patterns().forEach(pattern -> session.queue().countOther(SubscriptionIndex.memorySize(pattern)));
        publishers.remove(session.id());
        creations.remove(session.id());
        left.remove(session.id());
    }

    private boolean remove(Session session) {
        session.patterns().forEach(pattern -> index.remove(pattern, session));
        return owned.remove(session.id(), session);
    }

    /** {@return whether it was owned until now} The session is over: nobody reads it from now on, and its reader is told later. */
    boolean end(Session session) {
        session.reader().finish();
        return remove(session);
    }

    /** The session goes on elsewhere; nothing is queued for it here any more. */
    void leave(Session session) {
        session.queue().close();
        if (remove(session)) {
            publishers.add(session.id());
        }
    }

    /** A session of this process was claimed again. */
    void arriveAgain(Session session, Arrival arrival) {
        List.copyOf(session.patterns()).stream()
                .filter(pattern -> !arrival.patterns().contains(pattern))
                .forEach(pattern -> unsubscribe(session, pattern));
        arrival.patterns().forEach(pattern -> subscribe(session, pattern));
    }

    /**
     * Another process owns the session.
     *
     * @param at the end of the log here
     */
    void moved(Session session, LogId at) {
        leave(session);
        if (session.queue().position(at) != null) {
            left.add(session, at);
        }
    }

    /** {@return the sessions that were left to other processes a moment ago} */
    LeftSessions left() {
        return left;
    }

    void subscribe(Session session, ChannelPattern pattern) {
        if (session.patterns().add(pattern)) {
            session.queue().countOther(SubscriptionIndex.memorySize(pattern));
        }
        if (session.state().isFilled()) {
            index.add(pattern, session);
        }
    }

    void unsubscribe(Session session, ChannelPattern pattern) {
        if (session.patterns().remove(pattern)) {
            session.queue().countOther(-SubscriptionIndex.memorySize(pattern));
        }
        index.remove(pattern, session);
    }

    void goLive(Session session) {
        if (owns(session)) {
            session.patterns().forEach(pattern -> index.add(pattern, session));
            session.queue().goLive();
        }
    }

    /** The log says that a session has published here. */
    void published(ClientId publisher) {
        if (!owned.containsKey(publisher)) {
            publishers.add(publisher);
        }
    }

    /** An operation of this process has ended a session; the log says so, or will. */
    void finish(ClientId client, Operation<?> operation) {
        finished.add(client);
        publishers.remove(client);
        if (operation.isEntryRead()) {
            finished.remove(client);
        }
        Session session = owned.get(client);
        if (session != null) {
            session.reader().finish();
        }
    }

    /** The log says that a session has ended. */
    void ended(ClientId client) {
        publishers.remove(client);
        finished.remove(client);
        creations.remove(client);
        left.remove(client);
    }

    /** What the log said of sessions of other processes may be wrong. */
    void forgetOthers() {
        publishers.clear();
        finished.clear();
        creations.clear();
    }
}
