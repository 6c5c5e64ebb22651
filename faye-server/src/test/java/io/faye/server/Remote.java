package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The far end of one connection, in the test's hands: a socket, or the kind that only gets replies. */
final class Remote implements MessageSink {

    private final BayeuxServer server;
    private final Executor thread;
    private final boolean streaming;
    private final Peer peer;
    private final BlockingQueue<Message> delivered = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final List<Runnable> unwritten = new ArrayList<>();
    private volatile SessionAdmission admission = SessionAdmission.granted();
    private boolean stuck;
    private volatile boolean ends;
    private boolean full;
    private int turn = Integer.MAX_VALUE;
    private int left = Integer.MAX_VALUE;

    Remote(BayeuxServer server, Executor thread, boolean streaming) {
        this.server = server;
        this.thread = thread;
        this.streaming = streaming;
        this.peer = server.connect(this);
    }

    /** Sends a request, given as JSON with single quotes. */
    CompletableFuture<List<Message>> send(String request, Object... arguments) {
        return send(new TestRequest(), request, arguments);
    }

    CompletableFuture<List<Message>> send(Request from, String request, Object... arguments) {
        CompletableFuture<List<Message>> replies = new CompletableFuture<>();
        peer.process(Texts.messages(server.codec(), request, arguments), from, (sent, written) -> {
            write(written);
            if (ends) {
                breaks();
            }
            replies.complete(sent);
        });
        return replies;
    }

    /** Sends a request and waits for its replies. */
    List<Message> ask(String request, Object... arguments) {
        return Texts.await(send(request, arguments));
    }

    /** Sends a request of one message and waits for its reply. */
    Message askOne(String request, Object... arguments) {
        List<Message> replies = ask(request, arguments);
        assertThat(replies).as("replies to %s", request).hasSize(1);
        return replies.get(0);
    }

    String handshake() {
        return handshake("");
    }

    String handshake(String more) {
        Message reply = askOne(
                "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']%s}", more);
        return reply.clientId()
                .orElseThrow(() -> new AssertionError("refused: " + reply))
                .toString();
    }

    void subscribe(String client, String channel) {
        Message reply = askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'%s'}", client, channel);
        assertThat(reply.isSuccessful()).as("%s", reply).isTrue();
    }

    void publish(String channel, Object data) {
        Message reply = askOne("{'channel':'%s','data':%s}", channel, data);
        assertThat(reply.isSuccessful()).as("%s", reply).isTrue();
    }

    CompletableFuture<List<Message>> connect(String client, Object id, String more) {
        return send(
                "{'channel':'/meta/connect','clientId':'%s','connectionType':'websocket','id':'%s'%s}",
                client, id, more);
    }

    CompletableFuture<List<Message>> connect(String client, Object id) {
        return connect(client, id, "");
    }

    /** Polls, and waits for the answer's messages. */
    List<String> poll(String client, Object id) {
        return data(connect(client, id));
    }

    /** Waits for an answer, and gives the data of the messages in it. */
    static List<String> data(CompletableFuture<List<Message>> answer) {
        return Texts.await(answer).stream()
                .skip(1)
                .map(message -> message.data().orElseThrow().toString())
                .toList();
    }

    /** Opens a stream without a connect. */
    void streams(String client) {
        peer.stream(ClientId.parse(client).orElseThrow(), new TestRequest());
    }

    /** {@return the data of the next messages that were delivered} */
    List<String> receives(int count) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = poll(20_000);
            assertThat(message)
                    .as("message %s of %s, after %s", i + 1, count, data)
                    .isNotNull();
            data.add(message.data().orElseThrow().toString());
        }
        return data;
    }

    /** {@return the next message that was delivered} */
    Message receivesMessage() {
        Message message = poll(20_000);
        assertThat(message).as("a message").isNotNull();
        return message;
    }

    boolean hasReceivedNothing() {
        return delivered.isEmpty();
    }

    private Message poll(long millis) {
        try {
            return delivered.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CloseReason closes() {
        return Texts.await(closed);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** What is said to handshakes from now on. */
    Remote admits(SessionAdmission said) {
        admission = said;
        return this;
    }

    @Override
    public SessionAdmission admitSession(Request request) {
        return admission;
    }

    /** From now on writes do not complete. */
    synchronized void sticks() {
        stuck = true;
    }

    /** What did not complete is written now. */
    void writes() {
        List<Runnable> late;
        synchronized (this) {
            stuck = false;
            late = List.copyOf(unwritten);
            unwritten.clear();
        }
        late.forEach(Runnable::run);
    }

    /** The connection closes as soon as it has written the next replies. */
    void endsAfterReplies() {
        ends = true;
    }

    /** From now on the connection takes no more. */
    synchronized void isFull() {
        full = true;
    }

    void takesMore() {
        synchronized (this) {
            full = false;
        }
        peer.writable();
    }

    /** From now on the connection's thread turns to others after so many pieces of work. */
    synchronized void turnsToOthersAfter(int pieces) {
        turn = pieces;
        left = pieces;
    }

    /** The connection breaks. */
    void breaks() {
        peer.closed();
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    @Override
    public synchronized boolean isWritable() {
        return !full;
    }

    @Override
    public void later(Runnable task) {
        thread.execute(task);
    }

    @Override
    public synchronized boolean isTurnOver() {
        boolean over = left == 0;
        left = over ? turn : left - 1;
        return over;
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        write(written);
        delivered.addAll(messages);
    }

    private void write(Runnable written) {
        synchronized (this) {
            if (stuck) {
                unwritten.add(written);
                return;
            }
        }
        written.run();
    }

    @Override
    public void close(CloseReason reason) {
        closed.complete(reason);
    }

    private static final class TestRequest implements Request {
        @Override
        public String transport() {
            return "test";
        }
    }
}
