package io.faye.servlet;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Message;
import io.faye.protocol.concurrent.SerialExecutor;
import io.faye.server.MessageSink;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.faye.server.SessionAdmission;
import io.faye.transport.EventStreamOpening;
import io.faye.transport.EventText;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An event stream (EventSource of the HTML standard): messages go out on it, and nothing more comes in. */
final class EventStreamConnection implements MessageSink, Connections.Member, ResponseOutput.Owner {

    private static final long SIGN_PERIOD = TimeUnit.SECONDS.toNanos(10);
    private static final int CROWDED = 64 << 10;
    private static final byte[] COMMENT = EventText.COMMENT.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGINNING = EventText.BEGINNING.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = EventText.END.getBytes(StandardCharsets.US_ASCII);

    private final MountContext mount;
    private final RequestFacts facts;
    private final ResponseOutput output;
    private final SerialExecutor executor;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile @Nullable Peer peer;
    private volatile long lastSign = System.nanoTime();
    private volatile long lastUsed = System.nanoTime();

    EventStreamConnection(MountContext mount, AsyncContext async, HttpServletResponse response, RequestFacts facts) {
        this.mount = mount;
        this.facts = facts;
        this.output = new ResponseOutput(async, response, this);
        this.executor = mount.threads().serial();
    }

    /** Asks for a stream: the opening is answered like a connect first. */
    static void open(MountContext mount, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Poll poll = AsyncRequests.begin(mount, ConnectionType.EVENTSOURCE.toString(), request, response)
                .orElse(null);
        if (poll != null) {
            EventStreamOpening opening = EventStreamOpening.at(path);
            boolean isOldHttp = request.getProtocol().startsWith("HTTP/1");
            poll.peer()
                    .receive(
                            List.of(opening.connect()),
                            poll.facts(),
                            replies -> settle(opening, isOldHttp, replies, poll));
        }
    }

    private static void settle(EventStreamOpening opening, boolean isOldHttp, List<Message> replies, Poll poll) {
        if (replies.isEmpty()) {
            poll.send(Answer.text(403, "Refused"), ReplyReceiver.UNOBSERVED);
            return;
        }
        Message answer = replies.get(0);
        String error = answer.error().orElse("");
        switch (opening.outcome(answer)) {
            case STREAM -> poll.become(head(isOldHttp)).attach(opening.client());
            case SESSION_UNKNOWN -> {
                EventStreamConnection stream = poll.become(head(isOldHttp));
                stream.text(EventStreamOpening.retry(EventStreamOpening.USUAL_RETRY_MILLIS));
                stream.output.write(events(List.of(answer)), ReplyReceiver.UNOBSERVED);
                stream.goAway();
            }
            case AGAIN_LATER -> {
                EventStreamConnection stream = poll.become(head(isOldHttp));
                stream.text(EventStreamOpening.retry(EventStreamOpening.retryMillis(answer))
                        + EventStreamOpening.comment(error));
                stream.goAway();
            }
            case REFUSED -> poll.send(Answer.text(403, error), ReplyReceiver.UNOBSERVED);
        }
    }

    /** Over HTTP/1.1 the stream ends with its connection, so that nothing between counts its pieces; HTTP/2 has no such field. */
    private static Answer head(boolean isOldHttp) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Type", "text/event-stream");
        fields.put("Cache-Control", "no-cache, no-store");
        if (isOldHttp) {
            fields.put("Connection", "close");
        }
        return Answer.stream(fields);
    }

    void begin(Answer head) {
        mount.connections().add(this);
        output.begin(head);
    }

    private void attach(String client) {
        text(EventStreamOpening.retry(EventStreamOpening.USUAL_RETRY_MILLIS));
        ClientId id = ClientId.parse(client).orElse(null);
        if (id != null && !gone.get()) {
            Peer made = mount.bayeux().connect(this);
            peer = made;
            made.stream(id, facts);
        }
        if (gone.get()) {
            closePeer();
        }
    }

    private void text(String text) {
        output.write(text.getBytes(StandardCharsets.UTF_8), ReplyReceiver.UNOBSERVED);
    }

    private static byte[] events(List<Message> messages) {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        for (Message message : messages) {
            events.writeBytes(BEGINNING);
            events.writeBytes(EventText.data(message));
            events.writeBytes(END);
        }
        return events.toByteArray();
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        output.write(events(messages), written);
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return output.pending() < CROWDED;
    }

    @Override
    public void taken() {
        Peer attached = peer;
        if (attached != null && isWritable()) {
            attached.writable();
        }
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
        output.end();
    }

    /** A browser opens the stream again by itself, after the time that it was told last. */
    @Override
    public void moveAway(Duration pause) {
        text(EventStreamOpening.retry(pause.toMillis()));
        output.end();
    }

    @Override
    public void goAway() {
        output.end();
    }

    @Override
    public void gone(boolean whole) {
        if (gone.compareAndSet(false, true)) {
            mount.connections().remove(this);
            closePeer();
        }
    }

    void fail(Throwable fault) {
        output.fail(fault);
    }

    private void closePeer() {
        Peer attached = peer;
        if (attached != null) {
            attached.closed();
        }
    }

    /** A sign of life, for what lies between as well as for the client; not on top of what is not taken anyway. */
    @Override
    public void sweep(long now) {
        output.endIfStuck(now, mount.options().writeTimeout().toNanos());
        Peer attached = peer;
        if (attached != null && attached.isUsed()) {
            lastUsed = now;
        }
        if (now - lastUsed > mount.options().idleTimeout().toNanos()) {
            goAway();
        } else if (now - lastSign >= SIGN_PERIOD && output.pending() == 0) {
            lastSign = now;
            output.write(COMMENT, ReplyReceiver.UNOBSERVED);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(facts.remote());
    }
}
