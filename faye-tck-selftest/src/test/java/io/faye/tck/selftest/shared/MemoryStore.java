package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The store itself: one lock around everything. */
class MemoryStore implements Store {

    /** A process that was killed leaves no note. */
    private static final long NOTE_MILLIS = 400;

    final TreeMap<String, Session> sessions = new TreeMap<>();
    final Map<String, Mailbox> nodes = new HashMap<>();
    final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    Limits limits = new Limits(1, 1, QueueLimits.Policy.END_SESSION, 1, 1);
    private long lifetimeNanos;

    MemoryStore() {}

    @Override
    public synchronized void join(String node, long timeoutMillis, Limits chosen) {
        nodes.put(node, new Mailbox());
        lifetimeNanos = TimeUnit.MILLISECONDS.toNanos(2 * timeoutMillis);
        limits = chosen;
    }

    @Override
    public synchronized void leave(String node) {
        nodes.remove(node);
        sessions.values().stream().filter(session -> session.isReadBy(node)).forEach(session -> {
            session.inbox.release(session.reader);
            session.reader = null;
        });
    }

    @Override
    public synchronized boolean touch(String node) {
        return nodes.containsKey(node);
    }

    @Override
    public List<Notice> notices(String node) {
        Mailbox mailbox;
        synchronized (this) {
            mailbox = nodes.get(node);
        }
        return mailbox == null ? List.of() : mailbox.take();
    }

    final void tell(Reader reader, Kind kind, Session session) {
        Mailbox mailbox = nodes.get(reader.node());
        if (mailbox != null) {
            mailbox.put(new Notice(kind, session.id.toString(), reader.attachment()));
        }
    }

    @Override
    public synchronized Created create(String node, String client, Map<String, String> attributes) {
        if (sessions.containsKey(client)) {
            return Created.IN_USE;
        }
        if (sessions.size() >= limits.sessions()) {
            return Created.LIMIT_REACHED;
        }
        QueueLimits queue = new QueueLimits(limits.messages(), limits.bytes(), limits.policy());
        sessions.put(client, new Session(ClientId.parse(client).orElseThrow(), attributes, queue));
        return Created.CREATED;
    }

    @Override
    public synchronized @Nullable Map<String, String> attributes(String client) {
        Session session = sessions.get(client);
        return session == null ? null : new TreeMap<>(session.attributes);
    }

    @Override
    public synchronized @Nullable List<String> subscriptions(String client) {
        Session session = sessions.get(client);
        return session == null ? null : List.copyOf(session.patterns);
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
    public synchronized @Nullable Attached attach(String node, String client, String attachment) {
        Session session = sessions.get(client);
        if (session == null) {
            return null;
        }
        session.ping();
        Reader before = session.reader;
        Reader[] reader = new Reader[1];
        reader[0] = new Reader(node, attachment, () -> tell(reader[0], Kind.AVAILABLE, session));
        session.reader = reader[0];
        session.inbox.attach(reader[0]);
        if (before != null && !before.node().equals(node)) {
            session.leaving = before;
            tell(before, Kind.MOVED, session);
            awaitNote(session, before);
        }
        return new Attached(
                new TreeMap<>(session.attributes), reader[0].equals(session.reader) ? takeNote(session) : "");
    }

    private void awaitNote(Session session, Reader before) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NOTE_MILLIS);
        try {
            for (long left = NOTE_MILLIS; before.equals(session.leaving) && left > 0; left = millisUntil(deadline)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (before.equals(session.leaving)) {
            session.leaving = null;
        }
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    String takeNote(Session session) {
        String note = session.note;
        session.note = "";
        return note;
    }

    @Override
    public synchronized void handOver(String client, String attachment, String note) {
        Session session = sessions.get(client);
        if (session != null
                && session.leaving != null
                && session.leaving.attachment().equals(attachment)) {
            session.leaving = null;
            session.note = note;
            notifyAll();
        }
    }

    @Override
    public synchronized void release(String client, String attachment, String note) {
        Session session = sessions.get(client);
        Reader reader = session == null ? null : session.reader(attachment);
        if (reader != null) {
            session.inbox.release(reader);
            session.reader = null;
            session.note = note;
        }
    }

    @Override
    public synchronized @Nullable Ended destroy(String node, String client) {
        Session session = sessions.remove(client);
        if (session == null) {
            return null;
        }
        session.inbox.close();
        session.patterns.forEach(pattern -> index.remove(ChannelPattern.of(pattern), session));
        Reader reader = session.reader;
        boolean here = session.isReadBy(node);
        if (reader != null && !here) {
            tell(reader, Kind.ENDED, session);
        }
        return new Ended(client, List.copyOf(session.patterns), here ? reader.attachment() : null);
    }

    /** After an outage: no client could ping, so no session is late. */
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
    public synchronized Change subscribe(String node, String client, String pattern) {
        Session session = sessions.get(client);
        return session == null ? Change.UNKNOWN_CLIENT : add(session, pattern);
    }

    final Change add(Session session, String pattern) {
        boolean isFull = session.patterns.size() >= limits.subscriptions() && !session.patterns.contains(pattern);
        return isFull ? Change.LIMIT_REACHED : addUnlimited(session, pattern);
    }

    final Change addUnlimited(Session session, String pattern) {
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
    public synchronized Published publish(String node, String publisher, String channel, String message) {
        QueuedMessage form = new QueuedMessage(Texts.message(message));
        List<Ended> ended = new ArrayList<>();
        boolean lives = sessions.containsKey(publisher);
        for (Session session : index.subscribers(Channel.of(channel))) {
            switch (session.inbox.append(form)) {
                case QUIETLY -> {}
                case WAKING -> session.inbox.wakeReader();
                case OVERFLOWING -> ended.add(destroy(node, session.id.toString()));
            }
        }
        return new Published(lives, ended);
    }

    @Override
    public synchronized Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) {
        Session session = sessions.get(client);
        Reader reader = session == null ? null : session.reader(attachment);
        return reader == null ? new Queued(List.of(), after) : read(session, reader, after, maxMessages, maxBytes);
    }

    private static Queued read(Session session, Reader reader, long after, int maxMessages, int maxBytes) {
        Inbox.Reading reading = session.inbox.read(reader, after, maxMessages, maxBytes);
        if (reading.waking()) {
            session.inbox.wakeReader();
        }
        return new Queued(
                reading.batch().messages().stream()
                        .map(message -> message.toJson().toString())
                        .toList(),
                reading.batch().last());
    }

    @Override
    public synchronized void acknowledge(String client, String attachment, long upTo) {
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
        return Objects.equals(before, value) ? Change.UNCHANGED : Change.CHANGED;
    }

    @Override
    public synchronized Change addAttribute(String client, String name, String value) {
        Map<String, String> known = attributes(client);
        return known != null && known.containsKey(name) ? Change.UNCHANGED : setAttribute(client, name, value);
    }

    @Override
    public synchronized Map<String, Map<String, String>> clients(String after, int limit) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (Session session : sessions.tailMap(after, false).values()) {
            if (found.size() < limit) {
                found.put(session.id.toString(), new TreeMap<>(session.attributes));
            }
        }
        return found;
    }
}
