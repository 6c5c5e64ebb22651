package io.faye.server;

import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.server.session.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request on its way through the server: processes its messages and sends all replies when the last is there. */
final class IncomingRequest {

    /** Of messages that follow replies, in all; a single longer one goes alone. */
    private static final long MAX_BYTES = 1 << 20;

    private static final int TOO_LARGE = 413;

    private final Service service;
    private final RemotePeer peer;
    private final Request request;
    private final ReplyReceiver replies;
    private final IncomingMessage[] calls;
    private int unanswered;
    private int held;
    private int handshakes;
    private int names;
    private boolean settled;
    private boolean claimed;
    private long deliveredBytes;

    IncomingRequest(Service service, RemotePeer peer, List<Message> messages, Request request, ReplyReceiver replies) {
        this.service = service;
        this.peer = peer;
        this.request = request;
        this.replies = replies;
        this.calls = messages.stream()
                .map(message -> new IncomingMessage(this, message, service.limits()))
                .toArray(IncomingMessage[]::new);
        this.unanswered = calls.length;
    }

    /**
     * Processes the messages after those that came over the connection before, and after those of the session that came
     * over other connections before.
     */
    void start(Steps steps, Operation operations) {
        if (calls.length == 0) {
            replies.send(List.of(), ReplyReceiver.UNOBSERVED);
            peer.settled();
            return;
        }
        RequestTurn turn = RequestTurn.of(calls, this);
        if (turn.waits()) {
            steps.add(turn::come);
        }
        for (IncomingMessage call : calls) {
            steps.add(() -> process(call, operations));
        }
        if (turn.isOrdered()) {
            steps.add(turn::end);
            turn.goesOn();
        }
    }

    /** {@return what is told of refused messages} */
    RefusalLog refusals() {
        return service.refusals();
    }

    private CompletionStage<?> process(IncomingMessage call, Operation operations) {
        if (call.isObsolete()) {
            return call.drop();
        }
        if (call.message().refusal().isPresent()) {
            return refuse(call, call.message().refusal().get());
        }
        if (service.pipeline().isEmpty()) {
            return operations.perform(call);
        }
        CompletableFuture<Void> processed = new CompletableFuture<>();
        MessageExchange.of(service.sessions(), service.channelNames(), call, (exchange, fault) -> {
            if (exchange == null) {
                service.log().engine("look up a session", fault);
                call.refuse(BayeuxError.internal());
                processed.complete(null);
            } else {
                judge(call, exchange, operations, processed);
            }
        });
        return processed;
    }

    /** Extensions do not see what passes a limit of the codec or of the transport, of which the transport logs its own. */
    private static CompletionStage<?> refuse(IncomingMessage call, BayeuxError error) {
        Message reply = Replies.overLimit(call.message(), error);
        return error.code() == TOO_LARGE ? call.refuseUnlogged(error, reply) : call.refuse(error, reply);
    }

    private void judge(
            IncomingMessage call, MessageExchange exchange, Operation operations, CompletableFuture<Void> processed) {
        call.exchange(exchange);
        Verdicts.settle(
                service.pipeline().incoming(call.message(), exchange),
                verdict -> Results.then(obey(verdict, call, operations), (done, fault) -> processed.complete(null)));
    }

    private static CompletionStage<?> obey(Verdict verdict, IncomingMessage call, Operation operations) {
        if (verdict instanceof Verdict.Pass pass) {
            call.pass(pass.message());
            return operations.perform(call);
        }
        return verdict instanceof Verdict.Refuse refuse
                ? call.refuse(refuse.error(), Replies.refusal(call.message(), refuse))
                : call.drop();
    }

    Request request() {
        return request;
    }

    SessionOrder order() {
        return service.order();
    }

    RemotePeer peer() {
        return peer;
    }

    int size() {
        return calls.length;
    }

    synchronized boolean admitsHandshake(int most) {
        handshakes++;
        return handshakes <= most;
    }

    synchronized boolean admitsNames(int more, int most) {
        boolean admitted = more <= most - names;
        names += admitted ? more : 0;
        return admitted;
    }

    synchronized boolean claimsStream() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** {@return whether these messages fit into the reply beside those of other connects of the request} */
    boolean admits(List<Message> messages) {
        if (calls.length == 1) {
            return true;
        }
        long bytes = 0;
        for (Message message : messages) {
            bytes += message.toJson().length();
        }
        return admits(bytes);
    }

    private synchronized boolean admits(long bytes) {
        boolean fits = deliveredBytes == 0 || deliveredBytes + bytes <= MAX_BYTES;
        deliveredBytes += fits ? bytes : 0;
        return fits;
    }

    void held() {
        boolean settles;
        synchronized (this) {
            held++;
            settles = settles();
        }
        if (settles) {
            waits();
        }
    }

    void answered(IncomingMessage call) {
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
            waits();
        }
    }

    /** Only held connects are left: what else came in the request is not kept as long as they are held. */
    private void waits() {
        for (IncomingMessage call : calls) {
            if (!call.isHeld()) {
                call.detach();
            }
        }
        peer.settled();
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
    private List<IncomingMessage> ordered() {
        if (calls.length == 1) {
            return List.of(calls);
        }
        List<IncomingMessage> ordered = new ArrayList<>(calls.length);
        for (IncomingMessage call : calls) {
            if (!call.isHeld()) {
                ordered.add(call);
            }
        }
        for (IncomingMessage call : calls) {
            if (call.isHeld()) {
                ordered.add(call);
            }
        }
        return ordered;
    }

    private void send(List<IncomingMessage> ordered) {
        List<Message> out = new ArrayList<>(ordered.size());
        for (IncomingMessage call : ordered) {
            Message reply = call.reply();
            if (reply != null) {
                out.add(reply);
                out.addAll(call.deliveries());
            }
        }
        deliver(out);
    }

    private void passOut(List<IncomingMessage> ordered, List<Message> out) {
        Verdicts.each(
                ordered,
                call -> outgoing(service.pipeline(), call),
                (call, verdict) -> {
                    if (verdict instanceof Verdict.Pass pass) {
                        if (!pass.message().equals(call.reply())) {
                            service.pauses().replyChanged(pass.message());
                        }
                        out.add(pass.message());
                    } else if (verdict instanceof Verdict.Refuse refuse) {
                        out.add(Replies.refusal(call.message(), refuse));
                    }
                    out.addAll(call.deliveries());
                },
                () -> deliver(out));
    }

    private static Verdict outgoing(ExtensionPipeline pipeline, IncomingMessage call) {
        Message reply = call.reply();
        MessageExchange exchange = call.exchange();
        if (reply == null) {
            return Verdict.drop();
        }
        return exchange == null ? Verdict.pass(reply) : pipeline.outgoing(reply, exchange);
    }

    /** {@return what runs when the replies were written} Few requests hold more than one connect. */
    private Runnable written() {
        Runnable written = ReplyReceiver.UNOBSERVED;
        for (IncomingMessage call : calls) {
            Runnable next = call.written();
            if (next != ReplyReceiver.UNOBSERVED) {
                Runnable before = written;
                written = before == ReplyReceiver.UNOBSERVED
                        ? next
                        : () -> {
                            before.run();
                            next.run();
                        };
            }
        }
        return written;
    }

    private void deliver(List<Message> out) {
        replies.send(out, written());
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
