package io.faye.tck.selftest.shared;

import io.faye.engine.Engine.Change;
import io.faye.engine.QueueLimits;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where all processes keep everything: ids, patterns and messages are text here, so that they travel by RMI. */
public interface Store extends Remote {

    /** What {@link #read} answers. */
    record Queued(List<String> messages, long last) implements Serializable {}

    /** A session that is over, with what it was subscribed to. */
    record Ended(String client, List<String> patterns) implements Serializable {}

    /** What a process is told, in this order. */
    record Notice(Kind kind, String client) implements Serializable {}

    /** What notices are about. */
    enum Kind {
        AVAILABLE,
        MOVED,
        CLOSED
    }

    void join(String node, long timeoutMillis, QueueLimit limit) throws RemoteException;

    /** What {@link QueueLimits} say, as it travels. */
    record QueueLimit(int messages, long bytes, QueueLimits.Policy policy) implements Serializable {}

    void leave(String node) throws RemoteException;

    /** Waits for the next notices, but not for long. */
    List<Notice> notices(String node) throws RemoteException;

    void create(String node, String client, Map<String, String> attributes) throws RemoteException;

    @Nullable
    Map<String, String> attributes(String client) throws RemoteException;

    boolean ping(String client) throws RemoteException;

    @Nullable
    Map<String, String> attach(String node, String client) throws RemoteException;

    void release(String node, String client) throws RemoteException;

    boolean owns(String node, String client) throws RemoteException;

    /** Tells all processes but the one that asks. {@return what it was subscribed to, null if it was gone} */
    @Nullable
    Ended destroy(String node, String client) throws RemoteException;

    /** {@return the sessions whose time is over} */
    List<String> due() throws RemoteException;

    /** {@return what it was subscribed to, null if it is gone or its time is not over} */
    @Nullable
    Ended expire(String node, String client) throws RemoteException;

    Change subscribe(String client, String pattern) throws RemoteException;

    Change unsubscribe(String client, String pattern) throws RemoteException;

    /** {@return the sessions that ended because their queues were full} */
    List<Ended> publish(String node, String channel, String message) throws RemoteException;

    Queued read(String node, String client, long after, int maxMessages, int maxBytes) throws RemoteException;

    void acknowledge(String client, long upTo) throws RemoteException;

    Change setAttribute(String client, String name, @Nullable String value) throws RemoteException;

    /** {@return sessions whose ids follow one, in the order of ids} */
    Map<String, Map<String, String>> clients(String behind, int limit) throws RemoteException;
}
