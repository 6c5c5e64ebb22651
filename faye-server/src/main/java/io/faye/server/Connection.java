package io.faye.server;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.support.Lane;
import io.faye.extension.Request;
import io.faye.protocol.Advice;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The open way to one client: pulls from the engine what the client's stream or held poll takes now, and acknowledges
 * what has reached the client. Lives from the session's first sight in this process to its end. All state changes in
 * one lane, so nothing is locked while calling out.
 */
final class Connection implements Runnable {

    /** The session attribute that remembers the {@code ack} extension. */
    static final String ACKS = "faye.ack";

    private static final int STREAM_MESSAGES = 512;
    private static final int STREAM_BYTES = 64 << 10;
    private static final int POLL_MESSAGES = 1_000;
    private static final int POLL_BYTES = 1 << 20;

    private final Service service;
    private final ClientId client;
    private final Lane lane = new Lane();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean confirmed;
    private volatile @Nullable Stream stream;
    private final Waiting waiting;
    private final Runnable pulling = this::pull;
    private final Pull pull;
    private final Receipt receipt = new Receipt();
    private @Nullable Attachment attachment;
    private long delivered;
    private boolean acks;
    private boolean again;
    private boolean ended;

    Connection(Service service, ClientId client) {
        this.service = service;
        this.client = client;
        this.pull = new Pull(service, client, lane);
        this.waiting = new Waiting(service, lane, this::reply);
    }

    ClientId client() {
        return client;
    }

    /** {@return whether the engine has ever known this client} */
    boolean isConfirmed() {
        return confirmed;
    }

    void confirm() {
        confirmed = true;
    }

    /** Takes a connect that the engine has accepted. */
    void connect(Held now, Attachment newest) {
        Call call = now.call();
        lane.execute(() -> {
            if (ended) {
                call.refuse(Fields.unknownClient(call.message()));
                return;
            }
            know(newest);
            confirm(call.message());
            claim(call);
            waiting.hold(now);
            if (now.isImmediate() && streams()) {
                waiting.answer(List.of());
            }
            if (!call.peer().enter(this)) {
                left(call.peer());
            }
            pull();
        });
    }

    /**
     * Takes a stream over which messages flow without a connect. What a poll's answer held does not come again: the
     * client would not have gone on to a stream without it.
     */
    void open(RemotePeer peer, Request request, Attachment newest) {
        lane.execute(() -> {
            if (ended) {
                peer.end();
                return;
            }
            know(newest);
            open(peer, request);
        });
    }

    /** Takes a stream of a client that acknowledges: nothing flows over it. */
    void open(RemotePeer peer, Request request) {
        lane.execute(() -> {
            peer.streamTo(this);
            stream = new Stream(peer, request, receipt.position());
            if (!peer.enter(this)) {
                left(peer);
            }
            pull();
        });
    }

    private void know(Attachment newest) {
        attachment = newest;
        pull.from(newest);
        acks = newest.attributes().containsKey(ACKS);
        newest.note().filter(note -> !note.isEmpty()).ifPresent(receipt::restore);
    }

    /** What the connect itself confirms: with {@code ack} what it says, without what the last poll's answer held. */
    private void confirm(Message connect) {
        long position = acks
                ? connect.ext()
                        .flatMap(ext -> ext.field("ack"))
                        .map(Json::asLong)
                        .orElse(OptionalLong.empty())
                        .orElse(0)
                : receipt.confirmedBy(connect.id());
        if (position > 0) {
            delivered = Math.max(delivered, position);
            acknowledge(position);
        }
    }

    private void acknowledge(long position) {
        Attachment reads = attachment;
        if (reads != null) {
            reads.acknowledge(position);
        }
    }

    /** A connect over a stream makes the stream this client's, and takes it from another client. */
    private void claim(Call call) {
        RemotePeer peer = call.peer();
        if (!peer.sink().isStreaming() || !call.claimsStream()) {
            return;
        }
        Connection before = peer.streamTo(this);
        if (before != null) {
            before.lane.execute(() -> before.lost(peer));
        }
        if (!flowsOver(peer)) {
            stream = new Stream(peer, call.request(), 0);
        }
    }

    /** {@return whether messages to the client flow over this peer, or wait for its held connect} */
    boolean uses(RemotePeer peer) {
        return flowsOver(peer) || waiting.isOver(peer);
    }

    private boolean flowsOver(RemotePeer peer) {
        Stream open = stream;
        return open != null && open.peer() == peer;
    }

    /** Another client took the stream. */
    private void lost(RemotePeer peer) {
        if (waiting.isOver(peer)) {
            waiting.answer(List.of());
        }
        left(peer);
        peer.leave(this);
    }

    private void reply(Held held, Advice advice, List<Message> messages) {
        RemotePeer peer = held.peer();
        if (!uses(peer)) {
            peer.leave(this);
        }
        if (acks) {
            held.answer(advice, delivered, messages);
        } else {
            held.answer(advice, messages);
        }
    }

    /** Messages are there, or the stream takes more: pulls soon, on the thread of the connection that takes them. */
    void wake() {
        RemotePeer peer = target();
        if (peer != null && woken.compareAndSet(false, true)) {
            peer.sink().later(this);
        }
    }

    private @Nullable RemotePeer target() {
        Stream open = stream;
        Held held = waiting.held();
        return open != null ? open.peer() : held != null ? held.peer() : null;
    }

    @Override
    public void run() {
        woken.set(false);
        lane.execute(pulling);
    }

    private boolean streams() {
        return stream != null && !acks;
    }

    private void pull() {
        Stream open = stream;
        Held held = waiting.held();
        if (ended || pull.isReading()) {
            again = !ended;
        } else if (open != null && !acks) {
            if (open.peer().sink().isWritable()) {
                read(open.sent(), STREAM_MESSAGES, STREAM_BYTES, open.request(), (batch, out) -> {
                    stream(open, batch, out);
                });
            }
        } else if (held != null) {
            read(0, POLL_MESSAGES, POLL_BYTES, held.call().request(), (batch, out) -> poll(held, batch, out));
        }
    }

    private void read(long after, int messages, int bytes, Request request, BiConsumer<Batch, List<Message>> taker) {
        again = false;
        pull.read(after, messages, bytes, request, taker, pulling);
    }

    private void stream(Stream open, Batch batch, List<Message> out) {
        if (ended || stream != open) {
            pull();
            return;
        }
        if (!out.isEmpty()) {
            open.write(batch.last());
            open.peer().sink().deliver(out, () -> lane.execute(() -> acknowledge(open.written(batch.last()))));
        } else if (!batch.isEmpty()) {
            open.skip(batch.last());
            skipped(open);
        }
        if (again || batch.messages().size() == STREAM_MESSAGES) {
            pull();
        }
    }

    private void skipped(Stream open) {
        if (open.isIdle()) {
            acknowledge(open.sent());
        }
    }

    private void poll(Held held, Batch batch, List<Message> out) {
        if (ended || waiting.held() != held || streams()) {
            pull();
            return;
        }
        delivered = batch.last();
        if (!out.isEmpty() || held.isImmediate()) {
            answer(held, batch, out);
        } else if (!batch.isEmpty()) {
            acknowledge(batch.last());
            pull();
        } else if (again) {
            pull();
        }
    }

    private void answer(Held held, Batch batch, List<Message> out) {
        if (acks || batch.isEmpty()) {
            waiting.answer(out);
        } else {
            answerWithReceipt(held, batch, out);
        }
    }

    private void answerWithReceipt(Held held, Batch batch, List<Message> out) {
        receipt.keep(held.call().message().id(), batch.last());
        waiting.answer(out);
    }

    /** A connection that this client used is gone. */
    void peerClosed(RemotePeer peer) {
        lane.execute(() -> left(peer));
    }

    private void left(RemotePeer peer) {
        if (flowsOver(peer)) {
            stream = null;
        }
        if (waiting.isOver(peer)) {
            waiting.forget();
        }
        if (ended) {
            return;
        }
        if (stream == null && waiting.held() == null) {
            release();
        } else {
            pull();
        }
    }

    private CompletionStage<Void> release() {
        service.clients().remove(this);
        Attachment last = attachment;
        attachment = null;
        return last == null ? CompletableFuture.completedFuture(null) : last.release(receipt.note());
    }

    /** Another process reads for the client now. */
    String moved() {
        String note = receipt.note();
        lane.execute(() -> {
            Stream open = stream;
            stream = null;
            receipt.forget();
            waiting.answer(List.of());
            attachment = null;
            service.clients().remove(this);
            if (open != null) {
                open.peer().moved();
            }
        });
        return note;
    }

    /** The session is over: held polls are answered, a stream is closed instead. */
    void end() {
        lane.execute(() -> {
            Stream open = stream;
            Held held = waiting.held();
            ended = true;
            service.clients().remove(this);
            if (held != null && flowsOver(held.peer()) && held.call().isAlone()) {
                waiting.forget();
            }
            stream = null;
            waiting.answer(List.of());
            if (open != null) {
                open.peer().end();
            }
        });
    }

    /** The server stops: the session goes on, elsewhere or later. */
    CompletionStage<Void> goAway() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        lane.execute(() -> {
            Stream open = stream;
            waiting.answer(List.of());
            if (open != null) {
                open.peer().sink().close(MessageSink.CloseReason.GOING_AWAY);
            }
            stream = null;
            Stages.then(release(), (done, fault) -> released.complete(null));
        });
        return released;
    }
}
