package io.faye.auth;

import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A visitor with one session, over a connection that streams. */
final class Guest implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Visitor visitor;
    private String id = "";

    Guest(BayeuxServer server) {
        this.visitor = new Visitor(server, thread, true);
    }

    /** Begins a session, as somebody, and has its messages flow. */
    Message shakeHands(String user) {
        Message reply = visitor.shakeHands(",'ext':{'user':'" + user + "'}");
        id = reply.text(Message.Field.CLIENT_ID).orElse("");
        visitor.send(fill("{'channel':'/meta/connect','clientId':'{id}','connectionType':'websocket'}"));
        return reply;
    }

    /** {@return the replies to a request, given as JSON with single quotes and {@code {id}} for the session} */
    List<Message> ask(String request) {
        return visitor.askAll(fill(request));
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

    /** {@return the data of all messages up to and with one, which must come} */
    List<String> receivesUntil(String last) {
        return visitor.receivesUntil(last);
    }

    @Override
    public void close() {
        visitor.leave();
        thread.shutdownNow();
    }
}
