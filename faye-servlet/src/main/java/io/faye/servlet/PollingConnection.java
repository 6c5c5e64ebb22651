package io.faye.servlet;

import io.faye.extension.Request;
import io.faye.protocol.Message;
import io.faye.protocol.concurrent.SerialExecutor;
import io.faye.server.MessageSink;
import io.faye.server.Peer;
import io.faye.server.SessionAdmission;
import java.util.List;

/**
 * One network connection of the container, as far as it polls. The server tells by it whether a client asks again over another
 * connection. Its counts belong to {@link PollingConnections}.
 */
final class PollingConnection implements MessageSink {

    private final MountContext mount;
    private final SerialExecutor executor;
    private final Peer peer;
    private final long idleNanos;
    private int requests;
    private long lastUsed;

    PollingConnection(MountContext mount, long idleNanos) {
        this.mount = mount;
        this.idleNanos = idleNanos;
        this.executor = mount.threads().serial();
        this.peer = mount.bayeux().connect(this);
    }

    Peer peer() {
        return peer;
    }

    void begin() {
        requests++;
    }

    void finish() {
        requests--;
        lastUsed = System.nanoTime();
    }

    boolean isIdle(long now) {
        return requests == 0 && now - lastUsed > idleNanos;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public SessionAdmission admitSession(Request request) {
        return mount.gate().admitSession(request);
    }

    @Override
    public void later(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        throw new UnsupportedOperationException("Polling carries messages in replies only");
    }

    /** The connection belongs to the container, and the responses say all. */
    @Override
    public void close(CloseReason reason) {}
}
