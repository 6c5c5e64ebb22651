package io.faye.servlet;

import io.faye.extension.Request;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.concurrent.SerialExecutor;
import io.faye.server.MessageSink;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.faye.server.SessionAdmission;
import io.faye.transport.ConnectionMemory;
import io.faye.transport.OversizedRequest;
import io.faye.transport.Payloads;
import io.faye.transport.ReplyFrames;
import io.faye.transport.RequestMemory;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket, from its opening on. */
final class SocketConnection implements MessageSink, ReplyReceiver, Connections.Member, ConnectionMemory.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final int CROWDED = 64 << 10;
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final int SERVICE_RESTART = 1012;
    private static final int TRY_AGAIN_LATER = 1013;

    private final MountContext mount;
    private final RequestFacts facts;
    private final ConnectionMemory memory;
    private final SerialExecutor executor;
    private final SocketInput input;
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable SocketOutput opened;
    private @Nullable Peer peer;
    private volatile long lastUsed = System.nanoTime();

    SocketConnection(MountContext mount, RequestFacts facts) {
        this.mount = mount;
        this.facts = facts;
        this.memory = new ConnectionMemory(mount.bayeux().memoryBudget(), this);
        this.executor = mount.threads().serial();
        this.input = new SocketInput(mount.options().maxMessageSize(), mount.maxMessages(), memory, this);
    }

    void open(Session session) {
        session.setMaxIdleTimeout(0);
        opened = new SocketOutput(session, mount.options().writeTimeout().toMillis(), this::taken);
        peer = mount.bayeux().connect(this);
        mount.connections().add(this);
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) input::text);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) input::binary);
    }

    private SocketOutput output() {
        return Objects.requireNonNull(opened, "the WebSocket is not open");
    }

    private Peer peer() {
        return Objects.requireNonNull(peer, "the WebSocket is not open");
    }

    /** Takes a whole message. */
    void receive(byte[] bytes) {
        lastUsed = System.nanoTime();
        try {
            List<Message> messages = mount.bayeux().codec().decode(bytes);
            if (!messages.isEmpty() || !Payloads.isNull(bytes)) {
                receive(messages, RequestMemory.of(bytes, messages), this);
            }
        } catch (MalformedMessageException e) {
            mount.refusals().dropped(facts.remote(), bytes.length);
            e.error().ifPresent(error -> output().send(Payloads.refusal(error), UNOBSERVED));
        }
    }

    /**
     * Refuses each message that can be told from others by its id. If one cannot, or if the end was not read, the WebSocket is
     * closed as well.
     */
    void refuse(OversizedRequest oversized) {
        lastUsed = System.nanoTime();
        List<Message> messages = oversized.messages();
        mount.refusals().tooLarge(facts.remote(), "websocket", oversized.length(), oversized.limit(), messages);
        List<Message> known =
                messages.stream().filter(message -> message.id().isPresent()).toList();
        if (known.isEmpty()) {
            output().close(TOO_BIG);
            return;
        }
        boolean goesOn = oversized.canAnswerEach();
        receive(known, oversized.memorySize(), (replies, written) -> {
            send(replies, written);
            if (!goesOn) {
                output().close(TOO_BIG);
            }
        });
    }

    private void receive(List<Message> messages, long bytes, ReplyReceiver replies) {
        unanswered.incrementAndGet();
        memory.begin(bytes);
        peer().process(messages, facts, (sent, written) -> {
            memory.finish(bytes);
            unanswered.decrementAndGet();
            replies.send(sent, written);
        });
    }

    /** Takes the replies to one request, from any thread. A client that does not take them must not fill the memory. */
    @Override
    public void send(List<Message> replies, Runnable written) {
        if (output().pending() > mount.options().maxWaitingBytes()) {
            mount.refusals().socket(facts.remote(), POLICY, "its client does not take its replies");
            output().close(POLICY);
            return;
        }
        List<List<Message>> parts = ReplyFrames.of(replies);
        int last = parts.size() - 1;
        for (int i = 0; i <= last; i++) {
            output().send(parts.get(i), i == last ? written : UNOBSERVED);
        }
    }

    /** Each message has a frame of its own, because many clients read only the first of a frame. */
    @Override
    public void deliver(List<Message> messages, Runnable written) {
        int last = messages.size() - 1;
        for (int i = 0; i <= last; i++) {
            output().send(messages.subList(i, i + 1), i == last ? written : UNOBSERVED);
        }
    }

    private void taken() {
        if (isWritable()) {
            peer().writable();
        }
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return output().pending() < CROWDED;
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
    public void close(CloseReason reason) {
        output().close(
                        switch (reason) {
                            case SESSION_ENDED -> NORMAL;
                            case GOING_AWAY -> GOING_AWAY;
                            case SERVICE_RESTART -> SERVICE_RESTART;
                        });
    }

    @Override
    public void goAway() {
        output().close(GOING_AWAY);
    }

    @Override
    public void evictSoon() {
        mount.threads().execute(() -> output().close(TRY_AGAIN_LATER));
    }

    @Override
    public void sweep(long now) {
        SocketOutput output = output();
        if (output.isStuck(now, 2 * mount.options().writeTimeout().toNanos())) {
            mount.threads().execute(() -> output.fail(new IllegalStateException("The client takes nothing")));
        } else if (input.isStalled(now, mount.options().readTimeout().toNanos())) {
            output.close(POLICY);
        } else if (isBusy()) {
            lastUsed = now;
        } else if (mount.isMoving()) {
            output.close(SERVICE_RESTART);
        } else if (now - lastUsed > mount.options().idleTimeout().toNanos()) {
            output.close(GOING_AWAY);
        }
    }

    private boolean isBusy() {
        return unanswered.get() > 0 || output().pending() > 0 || peer().isUsed();
    }

    void closed() {
        mount.connections().remove(this);
        output().over();
        memory.close();
        peer().closed();
    }

    void failed(Throwable fault) {
        LOG.debug("WebSocket of {} ends", this, fault);
    }

    @Override
    public String toString() {
        return String.valueOf(facts.remote());
    }
}
