package io.faye.server;

import io.faye.protocol.Advice;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A connect that was accepted and waits for its answer. */
final class Held {

    private final Call call;
    private final Duration patience;
    private final Advice advice;
    private @Nullable Future<?> alarm;

    Held(Call call, Duration patience, Advice advice) {
        this.call = call;
        this.patience = patience;
        this.advice = advice;
        call.hold();
    }

    Call call() {
        return call;
    }

    RemotePeer peer() {
        return call.peer();
    }

    /** {@return how long to wait for messages} */
    Duration patience() {
        return patience;
    }

    /** {@return how the client shall go on after an ordinary answer} */
    Advice advice() {
        return advice;
    }

    boolean isImmediate() {
        return patience.isZero();
    }

    /** Keeps what has to be cancelled when the answer goes out. */
    void wakeBy(Future<?> timer) {
        alarm = timer;
    }

    void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** Answers, with messages behind the reply. */
    void answer(Advice advice, List<Message> messages) {
        answer(reply(advice), messages);
    }

    /** Answers a client that acknowledges, with the position of the last message that it was sent. */
    void answer(Advice advice, long position, List<Message> messages) {
        answer(reply(advice).with(Field.EXT, Json.of(Map.of("ack", position))), messages);
    }

    private Message reply(Advice advice) {
        return Replies.success(call.message()).with(Field.ADVICE, advice.toJson());
    }

    private void answer(Message reply, List<Message> messages) {
        cancelAlarm();
        call.answer(reply, messages);
    }
}
