package io.faye.tck.selftest.shared;

import io.faye.engine.Engine.Change;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The store itself: one lock around everything. */
class MemoryStore implements Store {

    final TreeMap<String, Session> sessions = new TreeMap<>();
    final Map<String, Mailbox> nodes = new HashMap<>();
    final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    private QueueLimits limits = QueueLimits.DEFAULT;
    private long lifetimeNanos;

    MemoryStore() {}

    @Override
    public synchronized void join(String node, long timeoutMillis, QueueLimit limit) {
        nodes.put(node, new Mailbox());
        lifetimeNanos = TimeUnit.MILLISECONDS.toNanos(2 * timeoutMillis);
        limits = new QueueLimits(limit.messages(), limit.bytes(), limit.policy());
    }

    @Override
    public synchronized void leave(String node) {
        nodes.remove(node);
    }

    @Override
    public List<Notice> notices(String node) {
        Mailbox mailbox;
        synchronized (this) {
            mailbox = nodes.get(node);
        }
        return mailbox == null ? List.of() : mailbox.take();
    }

    final void tell(String node, Kind kind, Session session) {
        Mailbox mailbox = nodes.get(node);
        if (mailbox != null) {
            mailbox.put(new Notice(kind, session.id.toString()));
        }
    }

    @Override
    public synchronized void create(String node, String client, Map<String, String> attributes) {
        sessions.put(client, new Session(ClientId.parse(client).orElseThrow(), node, attributes, limits));
    }

    @Override
    public synchronized @Nullable Map<String, String> attributes(String client) {
        Session session = sessions.get(client);
        return session == null ? null : new TreeMap<>(session.attributes);
    }

    @Override
    public synchronized boolean ping(String client) {
        Session session = sessions.get(client);
        if (session != null) {
            session.ping();
        }
        return session != null;
    }

    @Override
    public synchronized @Nullable Map<String, String> attach(String node, String client) {
        Session session = sessions.get(client);
        if (session == null) {
            return null;
        }
        if (session.attached && !session.owner.equals(node)) {
            tell(session.owner, Kind.MOVED, session);
        }
        session.owner = node;
        session.attached = true;
        session.ping();
        session.inbox.attach();
        return new TreeMap<>(session.attributes);
    }

    @Override
    public synchronized void release(String node, String client) {
        Session session = sessions.get(client);
        if (session != null && session.owner.equals(node)) {
            session.attached = false;
            session.inbox.release();
        }
    }

    @Override
    public synchronized boolean owns(String node, String client) {
        Session session = sessions.get(client);
        return session != null && session.owner.equals(node);
    }

    @Override
    public synchronized @Nullable Ended destroy(String node, String client) {
        Session session = sessions.remove(client);
        if (session == null) {
            return null;
        }
        session.inbox.close();
        session.patterns.forEach(pattern -> index.remove(ChannelPattern.of(pattern), session));
        nodes.keySet().stream().filter(each -> !each.equals(node)).forEach(each -> tell(each, Kind.CLOSED, session));
        return new Ended(client, List.copyOf(session.patterns));
    }

    /** After an outage: nobody could ping, so nobody is late. */
    synchronized void forgive() {
        sessions.values().forEach(Session::ping);
    }

    @Override
    public synchronized List<String> due() {
        return sessions.values().stream()
                .filter(this::isDue)
                .map(session -> session.id.toString())
                .toList();
    }

    boolean isDue(Session session) {
        return System.nanoTime() - session.pinged > lifetimeNanos;
    }

    @Override
    public synchronized @Nullable Ended expire(String node, String client) {
        Session session = sessions.get(client);
        return session != null && isDue(session) ? destroy(node, client) : null;
    }

    @Override
    public synchronized Change subscribe(String client, String pattern) {
        Session session = sessions.get(client);
        if (session == null) {
            return Change.UNKNOWN_CLIENT;
        }
        index.add(ChannelPattern.of(pattern), session);
        return session.patterns.add(pattern) ? Change.CHANGED : Change.UNCHANGED;
    }

    @Override
    public synchronized Change unsubscribe(String client, String pattern) {
        Session session = sessions.get(client);
        if (session == null) {
            return Change.UNKNOWN_CLIENT;
        }
        index.remove(ChannelPattern.of(pattern), session);
        return session.patterns.remove(pattern) ? Change.CHANGED : Change.UNCHANGED;
    }

    @Override
    public synchronized List<Ended> publish(String node, String channel, String message) {
        Message form = Texts.message(message);
        List<Ended> ended = new ArrayList<>();
        for (Session session : index.subscribers(Channel.of(channel))) {
            Inbox.Appended appended = session.inbox.append(form);
            if (appended == Inbox.Appended.WAKING) {
                tell(session.owner, Kind.AVAILABLE, session);
            } else if (appended == Inbox.Appended.OVERFLOWING) {
                ended.add(destroy(node, session.id.toString()));
            }
        }
        return ended;
    }

    @Override
    public synchronized Queued read(String node, String client, long after, int maxMessages, int maxBytes) {
        Session session = sessions.get(client);
        if (session == null || !session.owner.equals(node)) {
            return new Queued(List.of(), after);
        }
        Inbox.Reading reading = session.inbox.read(after, maxMessages, maxBytes);
        if (reading.waking()) {
            tell(node, Kind.AVAILABLE, session);
        }
        return new Queued(
                reading.batch().messages().stream()
                        .map(message -> message.toJson().toString())
                        .toList(),
                reading.batch().last());
    }

    @Override
    public synchronized void acknowledge(String client, long upTo) {
        Session session = sessions.get(client);
        if (session != null) {
            session.inbox.acknowledge(upTo);
        }
    }

    @Override
    public synchronized Change setAttribute(String client, String name, @Nullable String value) {
        Session session = sessions.get(client);
        if (session == null) {
            return Change.UNKNOWN_CLIENT;
        }
        String before = value == null ? session.attributes.remove(name) : session.attributes.put(name, value);
        boolean same = value == null ? before == null : value.equals(before);
        return same ? Change.UNCHANGED : Change.CHANGED;
    }

    @Override
    public synchronized Map<String, Map<String, String>> clients(String behind, int limit) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (Session session : sessions.tailMap(behind, false).values()) {
            if (found.size() < limit) {
                found.put(session.id.toString(), new TreeMap<>(session.attributes));
            }
        }
        return found;
    }
}
