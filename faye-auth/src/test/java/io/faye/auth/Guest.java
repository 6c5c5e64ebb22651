package io.faye.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.MessageSink;
import io.faye.server.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A remote client at the end of a connection without a network, which sends what it likes. */
final class Guest implements MessageSink, AutoCloseable {

    private final BayeuxServer server;
    private final Peer peer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Message> delivered = new LinkedBlockingQueue<>();
    private String id = "";

    Guest(BayeuxServer server) {
        this.server = server;
        this.peer = server.connect(this);
    }

    /** Begins a session, as somebody, and has its messages flow. */
    Message shakeHands(String user) {
        Message reply = ask("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket'],"
                        + "'ext':{'user':'" + user + "'}}")
                .get(0);
        id = reply.text(Message.Field.CLIENT_ID).orElse("");
        send("{'channel':'/meta/connect','clientId':'{id}','connectionType':'websocket'}");
        return reply;
    }

    /** {@return the replies to a request, given as JSON with single quotes and {@code {id}} for the session} */
    List<Message> ask(String request) {
        return send(request).orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** {@return the errors in the replies to a request, empty texts where there is none} */
    List<String> errors(String request) {
        return ask(request).stream().map(reply -> reply.error().orElse("")).toList();
    }

    List<String> subscribe(String subscription) {
        return errors("{'channel':'/meta/subscribe','clientId':'{id}','subscription':" + subscription + "}");
    }

    /** {@return a text with the session's id in place of {@code {id}}} */
    String fill(String text) {
        return text.replace("{id}", id);
    }

    private CompletableFuture<List<Message>> send(String request) {
        CompletableFuture<List<Message>> replies = new CompletableFuture<>();
        String json = fill(request).replace('\'', '"');
        try {
            peer.receive(server.codec().decode(json.getBytes(UTF_8)), () -> "test", replies::complete);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the test's own JSON is malformed: " + json, e);
        }
        return replies;
    }

    /** {@return the data of all messages up to and with one, which must come} */
    List<String> receivesUntil(String last) {
        List<String> data = new ArrayList<>();
        while (!data.contains(last)) {
            Message message = poll();
            assertThat(message).as("%s, after %s", last, data).isNotNull();
            data.add(message.data().orElseThrow().toString());
        }
        return data;
    }

    private Message poll() {
        try {
            return delivered.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean isStreaming() {
        return true;
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
        delivered.addAll(messages);
        written.run();
    }

    @Override
    public void close(CloseReason reason) {}

    @Override
    public void close() {
        peer.closed();
        thread.shutdownNow();
    }
}
