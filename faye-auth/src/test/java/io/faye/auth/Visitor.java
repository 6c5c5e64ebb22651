package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.MessageSink;
import io.faye.server.Peer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The far end of one connection to a server, in a test's hands. JSON is written with single quotes. */
final class Visitor implements MessageSink {

    private static final long PATIENCE_SECONDS = 20;

    private final BayeuxServer server;
    private final Executor thread;
    private final boolean streaming;
    private final Peer peer;
    private final BlockingQueue<Message> delivered = new LinkedBlockingQueue<>();
    private final List<Message> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private volatile Request request = Visit.plain();

    Visitor(BayeuxServer server, Executor thread, boolean streaming) {
        this.server = server;
        this.thread = thread;
        this.streaming = streaming;
        this.peer = server.connect(this);
    }

    /** From now on its requests are like this one. */
    Visitor by(Request with) {
        request = with;
        return this;
    }

    CompletableFuture<List<Message>> send(String text, Object... arguments) {
        CompletableFuture<List<Message>> replies = new CompletableFuture<>();
        peer.receive(messages(text, arguments), request, all -> {
            seen.addAll(all);
            replies.complete(all);
        });
        return replies;
    }

    private List<Message> messages(String text, Object... arguments) {
        String json = (arguments.length == 0 ? text : String.format(text, arguments)).replace('\'', '"');
        try {
            return server.codec().decode(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedMessageException e) {
            throw new AssertionError("the test's own JSON is malformed: " + json, e);
        }
    }

    List<Message> askAll(String text, Object... arguments) {
        return await(send(text, arguments));
    }

    Message ask(String text, Object... arguments) {
        List<Message> replies = askAll(text, arguments);
        assertThat(replies).as("replies to %s", text).hasSize(1);
        return replies.get(0);
    }

    /** Shakes hands, with more fields in the message. */
    Message shakeHands(String more) {
        return ask("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']%s}", more);
    }

    /** {@return the id of a new session} */
    ClientId begin(String more) {
        Message reply = shakeHands(more);
        return reply.clientId().orElseThrow(() -> new AssertionError("refused: " + reply));
    }

    static String token(String token) {
        return ",'ext':{'auth':{'token':'" + token + "'}}";
    }

    Message subscribe(ClientId client, String subscription) {
        return ask(
                "{'channel':'/meta/subscribe','clientId':'%s','subscription':%s}",
                client, subscription.startsWith("[") ? subscription : "'" + subscription + "'");
    }

    CompletableFuture<List<Message>> connect(ClientId client, String more) {
        return send(
                "{'channel':'/meta/connect','clientId':'%s','connectionType':'websocket','id':'c'%s}", client, more);
    }

    /** A connect that is answered at once. */
    Message poll(ClientId client, String more) {
        return await(connect(client, ",'advice':{'timeout':0}" + more)).get(0);
    }

    Message publish(String channel, String data, String more) {
        return ask("{'channel':'%s','data':'%s'%s}", channel, data, more);
    }

    /** {@return the data of what is delivered until a message with this data comes} */
    List<String> receivesUntil(String last) {
        List<String> data = new ArrayList<>();
        while (!data.contains(last)) {
            Message message = next(data);
            data.add(message.data().flatMap(Json::asString).orElse(""));
        }
        return data;
    }

    private Message next(List<String> before) {
        try {
            Message message = delivered.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("the message after %s", before).isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Its connection ends. */
    void leave() {
        peer.closed();
    }

    /** {@return everything that came over this connection} */
    List<Message> seen() {
        return List.copyOf(seen);
    }

    CloseReason closes() {
        return await(closed);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void later(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        seen.addAll(messages);
        written.run();
        delivered.addAll(messages);
    }

    @Override
    public void close(CloseReason reason) {
        closed.complete(reason);
    }
}
