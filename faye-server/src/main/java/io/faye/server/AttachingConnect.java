package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.ClientConnection;
import io.faye.server.session.PendingConnect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A connect message that attaches its session. */
final class AttachingConnect implements PendingConnect {

    private final IncomingMessage call;
    private final Service service;
    private final Duration patience;
    private final Duration interval;
    private final boolean eventSource;
    private final CompletableFuture<Void> processed = new CompletableFuture<>();

    AttachingConnect(IncomingMessage call, Service service, Duration patience, Duration interval, boolean eventSource) {
        this.call = call;
        this.service = service;
        this.patience = patience;
        this.interval = interval;
        this.eventSource = eventSource;
    }

    /** {@return completes when the connect is held or answered} */
    CompletionStage<?> processed() {
        return processed;
    }

    @Override
    public ClientConnection connection() {
        return call.peer();
    }

    @Override
    public Message message() {
        return call.message();
    }

    @Override
    public Request request() {
        return call.request();
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean isEventSource() {
        return eventSource;
    }

    @Override
    public boolean claimsStream() {
        return call.claimsStream();
    }

    @Override
    public boolean isAlone() {
        return call.isAlone();
    }

    @Override
    public boolean admits(List<Message> messages) {
        return call.admits(messages);
    }

    @Override
    public void hold() {
        call.hold();
        processed.complete(null);
    }

    @Override
    public void succeed(Advice advice, OptionalLong acknowledged, List<Message> messages, Runnable written) {
        Message reply = success(advice);
        if (acknowledged.isPresent()) {
            reply = reply.with(Field.EXT, Json.of(Map.of("ack", acknowledged.getAsLong())));
        }
        call.answer(reply, messages, written);
        processed.complete(null);
    }

    private Message success(Advice advice) {
        service.pauses().begin(Fields.client(call.message()), interval);
        return Replies.success(call.message()).with(Field.ADVICE, advice.toJson());
    }

    @Override
    public void refuseUnknown() {
        call.refuse(Fields.unknownClient(call.message()));
        processed.complete(null);
    }

    @Override
    public void refuseFailed(Throwable fault) {
        service.log().engine("attach a session", fault);
        call.refuse(BayeuxError.internal());
        processed.complete(null);
    }
}
