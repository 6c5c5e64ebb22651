package io.faye.servlet;

import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.Peer;
import io.faye.server.ReplyReceiver;
import io.faye.transport.ConnectionMemory;
import io.faye.transport.Payloads;
import io.faye.transport.RequestMemory;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request with messages, whatever its form, and its response, which comes later. */
final class Poll implements Connections.Member, ConnectionMemory.Owner, ResponseOutput.Owner, AsyncListener {

    private final MountContext mount;
    private final RequestFacts facts;
    private final AsyncContext async;
    private final HttpServletResponse response;
    private final ResponseOutput output;
    private final ConnectionMemory memory;
    private final PollingConnections.Entry connection;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean cut;
    private volatile @Nullable BodyReader body;
    private volatile @Nullable EventStreamConnection successor;

    private Poll(
            MountContext mount,
            RequestFacts facts,
            AsyncContext async,
            HttpServletResponse response,
            PollingConnections.Entry connection) {
        this.mount = mount;
        this.facts = facts;
        this.async = async;
        this.response = response;
        this.output = new ResponseOutput(async, response, this);
        this.memory = new ConnectionMemory(mount.bayeux().memoryBudget(), this);
        this.connection = connection;
    }

    /** Makes a request one that is answered later. */
    static Poll begin(
            MountContext mount, RequestFacts facts, HttpServletRequest request, HttpServletResponse response) {
        // With the response that filters have put in the container's place: they may add header fields to it.
        AsyncContext async = request.startAsync(request, response);
        PollingConnections.Entry connection = mount.polling().begin(mount, request);
        Poll poll = new Poll(mount, facts, async, response, connection);
        async.setTimeout(0);
        async.addListener(poll);
        mount.connections().add(poll);
        return poll;
    }

    RequestFacts facts() {
        return facts;
    }

    Peer peer() {
        return connection.connection().peer();
    }

    ConnectionMemory memory() {
        return memory;
    }

    /** The request's body is being read. */
    void awaits(BodyReader reader) {
        body = reader;
    }

    /** Has the messages processed, and makes a response of the replies when they are there. */
    void serve(byte[] json, Function<List<Message>, Answer> form) {
        body = null;
        if (answered.get()) {
            return;
        }
        try {
            List<Message> messages = mount.bayeux().codec().decode(json);
            memory.unfinished(0);
            memory.begin(RequestMemory.of(json, messages));
            serve(messages, form);
        } catch (MalformedMessageException e) {
            Answer answer = e.error()
                    .map(error -> form.apply(Payloads.refusal(error)))
                    .orElseGet(() -> Answer.text(400, "Bad request"));
            refuse(answer, "its messages are no JSON object or array");
        }
    }

    /** Has messages processed that were read already. */
    void serve(List<Message> messages, Function<List<Message>, Answer> form) {
        body = null;
        peer().process(messages, facts, (replies, written) -> send(form.apply(replies), written));
    }

    /** Sends a response that says little to the client, and tells the log more. */
    void refuse(Answer answer, String reason) {
        mount.refusals().request(facts.remote(), answer.status(), reason);
        send(answer, ReplyReceiver.UNOBSERVED);
    }

    /** Sends the response, from any thread. Only the first is sent. */
    void send(Answer answer, Runnable written) {
        if (answered.compareAndSet(false, true)) {
            output.begin(answer);
            output.write(answer.body(), written);
            output.end();
        }
    }

    /** Leaves the response to an event stream. */
    EventStreamConnection become(Answer head) {
        EventStreamConnection stream = new EventStreamConnection(mount, async, response, facts);
        if (answered.compareAndSet(false, true)) {
            successor = stream;
            leave();
            stream.begin(head);
        } else {
            stream.gone(false);
        }
        return stream;
    }

    private void leave() {
        if (gone.compareAndSet(false, true)) {
            mount.connections().remove(this);
            memory.close();
            if (cut) {
                mount.polling().cut(connection);
            } else {
                mount.polling().finish(connection);
            }
        }
    }

    @Override
    public void taken() {
        // The response ends soon.
    }

    @Override
    public void gone(boolean whole) {
        if (!whole) {
            cut = true;
        }
        leave();
    }

    @Override
    public void sweep(long now) {
        BodyReader reading = body;
        if (reading != null
                && reading.isStalled(now, mount.options().readTimeout().toNanos())) {
            reading.stop();
        }
        output.endIfStuck(now, mount.options().writeTimeout().toNanos());
    }

    @Override
    public void goAway() {
        giveUp("The server is stopping");
    }

    @Override
    public void evictSoon() {
        mount.threads().execute(() -> giveUp("The server is short of memory"));
    }

    /** What the replies would bring stays queued. */
    private void giveUp(String text) {
        if (!answered.get()) {
            cut = true;
            send(Answer.text(503, text), ReplyReceiver.UNOBSERVED);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        EventStreamConnection stream = successor;
        if (stream != null) {
            stream.gone(false);
        }
        gone(false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable fault = event.getThrowable() == null ? new TimeoutException() : event.getThrowable();
        EventStreamConnection stream = successor;
        if (stream == null) {
            output.fail(fault);
        } else {
            stream.fail(fault);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    @Override
    public String toString() {
        return String.valueOf(facts.remote());
    }
}
