package io.faye.server;

import io.faye.engine.support.Lane;
import io.faye.protocol.Advice;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connect of one client that waits for its answer, and those that it replaced. Changes in the client's lane only. */
final class Waiting {

    private final Service service;
    private final Lane lane;
    private final Reply reply;
    private volatile @Nullable Held held;
    private @Nullable Replacements replacements;

    Waiting(Service service, Lane lane, Reply reply) {
        this.service = service;
        this.lane = lane;
        this.reply = reply;
    }

    @Nullable
    Held held() {
        return held;
    }

    boolean isOver(RemotePeer peer) {
        Held waiting = held;
        return waiting != null && waiting.peer() == peer;
    }

    /** Waits with this connect from now on, and answers the one before it. */
    void hold(Held now) {
        Held before = held;
        held = now;
        if (before != null) {
            replace(before);
        }
        if (!now.isImmediate()) {
            now.wakeBy(later(now.patience(), () -> expire(now)));
        }
    }

    /** Two tabs with one id must not spin: the older connect is told to wait, and if they go on, told so late. */
    private void replace(Held before) {
        Replacements known = replacements == null ? new Replacements() : replacements;
        Advice slowly = Advice.retry(Replacements.PAUSE, service.timeout());
        replacements = known;
        before.cancelAlarm();
        if (known.isTooOften()) {
            later(Replacements.PAUSE, () -> reply.send(before, slowly, List.of()));
        } else {
            reply.send(before, slowly, List.of());
        }
    }

    private Future<?> later(Duration delay, Runnable task) {
        return service.scheduler().schedule(() -> lane.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(Held waiting) {
        if (held == waiting) {
            answer(List.of());
        }
    }

    /** Answers the connect, if one waits. */
    void answer(List<Message> messages) {
        Held waiting = forget();
        if (waiting != null) {
            reply.send(waiting, waiting.advice(), messages);
        }
    }

    /** {@return the connect that waited until now and will not be answered from here} */
    @Nullable
    Held forget() {
        Held waiting = held;
        held = null;
        if (waiting != null) {
            waiting.cancelAlarm();
        }
        return waiting;
    }

    /** Sends an answer, with messages behind it. */
    @FunctionalInterface
    interface Reply {
        void send(Held waiting, Advice advice, List<Message> messages);
    }
}
