package io.faye.server;

import io.faye.engine.Batch;
import io.faye.engine.support.Lane;
import io.faye.extension.Request;
import io.faye.protocol.Advice;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger subscriptions = new AtomicInteger();
    private volatile boolean confirmed;
    private volatile @Nullable Stream stream;
    private volatile @Nullable Held held;
    private final Runnable pulling = this::pull;
    private final Pull pull;
    private final Receipt receipt = new Receipt();
    private @Nullable Replacements replacements;
    private long delivered;
    private boolean acks;
    private boolean again;
    private boolean ended;

    Connection(Service service, ClientId client) {
        this.service = service;
        this.client = client;
        this.pull = new Pull(service, client, lane);
    }

    ClientId client() {
        return client;
    }

    AtomicInteger subscriptions() {
        return subscriptions;
    }

    /** {@return whether the engine has ever known this client} */
    boolean isConfirmed() {
        return confirmed;
    }

    void confirm() {
        confirmed = true;
    }

    /** Takes a connect that the engine has accepted. */
    void connect(Held now, Map<String, String> attributes) {
        Call call = now.call();
        lane.execute(() -> {
            if (ended) {
                call.refuse(Fields.unknownClient(call.message()));
                return;
            }
            acks = attributes.containsKey(ACKS);
            confirm(call.message());
            claim(call);
            hold(now);
            if (!call.peer().enter(this)) {
                left(call.peer());
            }
            pull();
        });
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
        service.engine().acknowledge(client, position);
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
            stream = new Stream(peer, call.request());
        }
    }

    private boolean flowsOver(RemotePeer peer) {
        Stream open = stream;
        return open != null && open.peer() == peer;
    }

    /** Another client took the stream. */
    private void lost(RemotePeer peer) {
        Held waiting = held;
        if (waiting != null && waiting.peer() == peer) {
            answer(waiting, List.of());
        }
        left(peer);
        peer.leave(this);
    }

    private void hold(Held now) {
        Held before = held;
        if (before != null) {
            replace(before);
        }
        held = now;
        if (now.isImmediate() && streams()) {
            answer(now, List.of());
        } else if (!now.isImmediate()) {
            now.wakeBy(later(now.patience(), () -> expire(now)));
        }
    }

    /** Two tabs with one id must not spin: the older poll is told to wait, and if they go on, told so late. */
    private void replace(Held before) {
        Replacements known = replacements == null ? new Replacements() : replacements;
        replacements = known;
        before.cancelAlarm();
        Advice slowly = Advice.retry(Replacements.PAUSE, service.timeout());
        if (known.isTooOften()) {
            later(Replacements.PAUSE, () -> finish(before, slowly, List.of()));
        } else {
            finish(before, slowly, List.of());
        }
    }

    private Future<?> later(Duration delay, Runnable task) {
        return service.scheduler().schedule(() -> lane.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(Held waiting) {
        if (held == waiting) {
            answer(waiting, List.of());
        }
    }

    private void answer(Held waiting, List<Message> messages) {
        held = null;
        finish(waiting, waiting.advice(), messages);
    }

    private void finish(Held waiting, Advice advice, List<Message> messages) {
        RemotePeer peer = waiting.peer();
        if (!flowsOver(peer) && (held == null || held.peer() != peer)) {
            peer.leave(this);
        }
        if (acks) {
            waiting.answer(advice, delivered, messages);
        } else {
            waiting.answer(advice, messages);
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
        Held waiting = held;
        return open != null ? open.peer() : waiting != null ? waiting.peer() : null;
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
        Held waiting = held;
        if (ended || pull.isReading()) {
            again = !ended;
        } else if (open != null && !acks) {
            if (open.peer().sink().isWritable()) {
                read(open.sent(), STREAM_MESSAGES, STREAM_BYTES, open.request(), (batch, out) -> {
                    stream(open, batch, out);
                });
            }
        } else if (waiting != null) {
            Request request = waiting.call().request();
            read(0, POLL_MESSAGES, POLL_BYTES, request, (batch, out) -> poll(waiting, batch, out));
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

    private void poll(Held waiting, Batch batch, List<Message> out) {
        if (ended || held != waiting || streams()) {
            pull();
            return;
        }
        delivered = batch.last();
        if (!out.isEmpty() || waiting.isImmediate()) {
            keepReceipt(waiting, batch);
            answer(waiting, out);
        } else if (!batch.isEmpty()) {
            acknowledge(batch.last());
            pull();
        } else if (again) {
            pull();
        }
    }

    private void keepReceipt(Held waiting, Batch batch) {
        if (!acks && !batch.isEmpty()) {
            receipt.keep(waiting.call().message().id(), batch.last());
        }
    }

    /** A connection that this client used is gone. */
    void peerClosed(RemotePeer peer) {
        lane.execute(() -> left(peer));
    }

    private void left(RemotePeer peer) {
        Held waiting = held;
        if (flowsOver(peer)) {
            stream = null;
        }
        if (waiting != null && waiting.peer() == peer) {
            waiting.cancelAlarm();
            held = null;
        }
        if (ended) {
            return;
        }
        if (stream == null && held == null) {
            service.engine().release(client);
        } else {
            pull();
        }
    }

    /** Another process reads for the client now. */
    void moved() {
        lane.execute(() -> {
            stream = null;
            receipt.forget();
            if (held != null) {
                answer(held, List.of());
            }
        });
    }

    /** The session is over: held polls are answered, a stream is closed instead. */
    void end() {
        lane.execute(() -> {
            Stream open = stream;
            Held waiting = held;
            boolean silent = waiting != null
                    && flowsOver(waiting.peer())
                    && waiting.call().isAlone();
            ended = true;
            stream = null;
            held = null;
            if (waiting != null && silent) {
                waiting.cancelAlarm();
            } else if (waiting != null) {
                finish(waiting, waiting.advice(), List.of());
            }
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
            if (held != null) {
                answer(held, List.of());
            }
            if (open != null) {
                open.peer().sink().close(MessageSink.CloseReason.GOING_AWAY);
            }
            stream = null;
            Stages.then(service.engine().release(client), (done, fault) -> released.complete(null));
        });
        return released;
    }
}
