package io.faye.tck.selftest.shared;

import io.faye.engine.Change;
import io.faye.engine.QueueLimits;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where all processes keep everything: ids, patterns and messages are text here, so that they travel by RMI. */
public interface Store extends Remote {

    /** What {@link #read} returns. */
    record Queued(List<String> messages, long last) implements Serializable {}

    /** A session that has ended, with what it was subscribed to, and the attachment in the process that ended it. */
    record Ended(String client, List<String> patterns, @Nullable String attachment) implements Serializable {}

    /** What {@link #publish} returns: whether the publisher lives, and the sessions that ended for their full queues. */
    record Published(boolean lives, List<Ended> ended) implements Serializable {}

    /** What {@link #attach} returns: the attributes, and the note of the last reader. */
    record Attached(Map<String, String> attributes, String note) implements Serializable {}

    /** Something that a process is told about one of its attachments, in this order. */
    record Notice(Kind kind, String client, String attachment) implements Serializable {}

    /** What notices are about. */
    enum Kind {
        AVAILABLE,
        MOVED,
        ENDED
    }

    /** What {@link #create} did. */
    enum Created {
        CREATED,
        IN_USE,
        LIMIT_REACHED
    }

    /** What {@link io.faye.engine.EngineLimits} say, as it travels. */
    record Limits(int messages, long bytes, QueueLimits.Policy policy, int sessions, int subscriptions)
            implements Serializable {}

    void join(String node, long timeoutMillis, Limits limits) throws RemoteException;

    void leave(String node) throws RemoteException;

    /** Writes something. {@return whether the process gets notices} */
    boolean touch(String node) throws RemoteException;

    /** Waits for the next notices, but not for long. */
    List<Notice> notices(String node) throws RemoteException;

    Created create(String node, String client, Map<String, String> attributes) throws RemoteException;

    @Nullable
    Map<String, String> attributes(String client) throws RemoteException;

    @Nullable
    List<String> subscriptions(String client) throws RemoteException;

    boolean ping(String client) throws RemoteException;

    /** Waits for the note of the process that reads until now, but not for long. */
    @Nullable
    Attached attach(String node, String client, String attachment) throws RemoteException;

    /** Leaves the note of an attachment that was superseded. */
    void handOver(String client, String attachment, String note) throws RemoteException;

    void release(String client, String attachment, String note) throws RemoteException;

    /** Tells all processes but the one that asks. {@return null if the session is unknown} */
    @Nullable
    Ended destroy(String node, String client) throws RemoteException;

    /** {@return the sessions that have to expire} */
    List<String> due() throws RemoteException;

    /** {@return null if the session is unknown or does not have to expire} */
    @Nullable
    Ended expire(String node, String client) throws RemoteException;

    Change subscribe(String node, String client, String pattern) throws RemoteException;

    Change unsubscribe(String client, String pattern) throws RemoteException;

    Published publish(String node, String publisher, String channel, String message) throws RemoteException;

    Queued read(String client, String attachment, long after, int maxMessages, int maxBytes) throws RemoteException;

    void acknowledge(String client, String attachment, long upTo) throws RemoteException;

    Change setAttribute(String client, String name, @Nullable String value) throws RemoteException;

    /** Sets an attribute that the session does not have. */
    Change addAttribute(String client, String name, String value) throws RemoteException;

    /** {@return sessions whose ids follow one, in the order of ids} */
    Map<String, Map<String, String>> clients(String after, int limit) throws RemoteException;
}
