package io.faye.server;

import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One request on its way through the server: processes its messages and sends all replies when the last is there. */
final class Incoming {

    private final Service service;
    private final RemotePeer peer;
    private final Request request;
    private final Consumer<List<Message>> replies;
    private final Call[] calls;
    private int unanswered;
    private int held;
    private boolean settled;
    private boolean claimed;

    Incoming(
            Service service,
            RemotePeer peer,
            List<Message> messages,
            Request request,
            Consumer<List<Message>> replies) {
        this.service = service;
        this.peer = peer;
        this.request = request;
        this.replies = replies;
        this.calls = messages.stream().map(message -> new Call(this, message)).toArray(Call[]::new);
        this.unanswered = calls.length;
    }

    /** Processes the messages behind those that came over the connection before. */
    void start(Steps steps, Operation operations) {
        if (calls.length == 0) {
            replies.accept(List.of());
            peer.settled();
        }
        for (Call call : calls) {
            steps.add(() -> process(call, operations));
        }
    }

    private CompletionStage<?> process(Call call, Operation operations) {
        if (service.pipeline().isEmpty()) {
            return operations.perform(call);
        }
        CompletableFuture<Void> processed = new CompletableFuture<>();
        CallExchange.of(service, call, (exchange, fault) -> {
            if (exchange == null) {
                service.complaints().engine("look up a session", fault);
                call.refuse(BayeuxError.internal());
                processed.complete(null);
            } else {
                judge(call, exchange, operations, processed);
            }
        });
        return processed;
    }

    private void judge(Call call, CallExchange exchange, Operation operations, CompletableFuture<Void> processed) {
        call.exchange(exchange);
        Verdicts.settle(
                service.pipeline().incoming(call.message(), exchange),
                verdict -> Stages.then(obey(verdict, call, operations), (done, fault) -> processed.complete(null)));
    }

    private static CompletionStage<?> obey(Verdict verdict, Call call, Operation operations) {
        if (verdict instanceof Verdict.Pass pass) {
            call.pass(pass.message());
            return operations.perform(call);
        }
        return verdict instanceof Verdict.Refuse refuse
                ? call.answer(Replies.refusal(call.message(), refuse))
                : call.drop();
    }

    Request request() {
        return request;
    }

    RemotePeer peer() {
        return peer;
    }

    int size() {
        return calls.length;
    }

    synchronized boolean claimsStream() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    void held() {
        boolean settles;
        synchronized (this) {
            held++;
            settles = settles();
        }
        if (settles) {
            peer.settled();
        }
    }

    void answered(Call call) {
        boolean settles;
        boolean complete;
        synchronized (this) {
            unanswered--;
            held -= call.isHeld() ? 1 : 0;
            complete = unanswered == 0;
            settles = !complete && settles();
        }
        if (complete) {
            finish();
        } else if (settles) {
            peer.settled();
        }
    }

    /** Whether this just became a request that waits for nothing but held connects. */
    private boolean settles() {
        boolean settles = !settled && unanswered == held;
        settled |= settles;
        return settles;
    }

    private void finish() {
        if (service.pipeline().looksAtOutgoing()) {
            passOut(ordered(), new ArrayList<>());
        } else {
            send(ordered());
        }
    }

    /** The calls in the order of their replies: those that were held come last. */
    private List<Call> ordered() {
        if (calls.length == 1) {
            return List.of(calls);
        }
        List<Call> ordered = new ArrayList<>(calls.length);
        for (Call call : calls) {
            if (!call.isHeld()) {
                ordered.add(call);
            }
        }
        for (Call call : calls) {
            if (call.isHeld()) {
                ordered.add(call);
            }
        }
        return ordered;
    }

    private void send(List<Call> ordered) {
        List<Message> out = new ArrayList<>(ordered.size());
        for (Call call : ordered) {
            Message reply = call.reply();
            if (reply != null) {
                out.add(reply);
                out.addAll(call.deliveries());
            }
        }
        deliver(out);
    }

    private void passOut(List<Call> ordered, List<Message> out) {
        Verdicts.each(
                ordered,
                call -> outgoing(service.pipeline(), call),
                (call, verdict) -> {
                    if (verdict instanceof Verdict.Pass pass) {
                        out.add(pass.message());
                    } else if (verdict instanceof Verdict.Refuse refuse) {
                        out.add(Replies.refusal(call.message(), refuse));
                    }
                    out.addAll(call.deliveries());
                },
                () -> deliver(out));
    }

    private static Verdict outgoing(ExtensionPipeline pipeline, Call call) {
        Message reply = call.reply();
        CallExchange exchange = call.exchange();
        if (reply == null) {
            return Verdict.drop();
        }
        return exchange == null ? Verdict.pass(reply) : pipeline.outgoing(reply, exchange);
    }

    private void deliver(List<Message> out) {
        replies.accept(out);
        boolean settles;
        synchronized (this) {
            settles = !settled;
            settled = true;
        }
        if (settles) {
            peer.settled();
        }
    }
}
