package io.faye.server;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.support.Lane;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one client's queue, one read at a time, and runs what it read through the extensions. Used in one lane. */
final class Pull {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Service service;
    private final ClientId client;
    private final Lane lane;
    private @Nullable Attachment attachment;
    private boolean reading;

    Pull(Service service, ClientId client, Lane lane) {
        this.service = service;
        this.client = client;
        this.lane = lane;
    }

    void from(Attachment newest) {
        attachment = newest;
    }

    boolean isReading() {
        return reading;
    }

    /**
     * Reads, and hands over in the lane what was read and what the extensions left of it.
     *
     * @param request over whose connection the messages will go out
     * @param again runs in the lane, some time after the engine has failed to read
     */
    void read(
            long after,
            int messages,
            int bytes,
            Request request,
            BiConsumer<Batch, List<Message>> taker,
            Runnable again) {
        Attachment from = attachment;
        if (from == null) {
            return;
        }
        reading = true;
        CompletionStage<Batch> stage = from.read(after, messages, bytes);
        Batch batch = Stages.now(stage);
        if (batch != null) {
            pass(batch, request, taker, again);
        } else {
            Stages.then(
                    stage,
                    (later, fault) -> lane.execute(() -> {
                        if (later == null) {
                            failed(fault, again);
                        } else {
                            pass(later, request, taker, again);
                        }
                    }));
        }
    }

    private void failed(@Nullable Throwable fault, Runnable again) {
        service.complaints().engine("read a queue", fault);
        reading = false;
        service.scheduler().schedule(() -> lane.execute(again), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pass(Batch batch, Request request, BiConsumer<Batch, List<Message>> taker, Runnable again) {
        if (batch.isEmpty() || !service.pipeline().looksAtOutgoing()) {
            finish(batch, batch.messages(), taker);
            return;
        }
        CallExchange.to(service, request, client, (exchange, fault) -> {
            if (exchange == null) {
                lane.execute(() -> failed(fault, again));
            } else {
                pass(batch, exchange, taker);
            }
        });
    }

    private void pass(Batch batch, CallExchange exchange, BiConsumer<Batch, List<Message>> taker) {
        List<Message> passed = new ArrayList<>(batch.messages().size());
        Verdicts.each(
                batch.messages(),
                message -> service.pipeline().outgoing(message, exchange),
                (message, verdict) -> {
                    if (verdict instanceof Verdict.Pass pass) {
                        passed.add(pass.message());
                    }
                },
                () -> lane.execute(() -> finish(batch, passed, taker)));
    }

    private void finish(Batch batch, List<Message> out, BiConsumer<Batch, List<Message>> taker) {
        reading = false;
        taker.accept(batch, out);
    }
}
