package io.faye.server.session;

import io.faye.protocol.Advice;
import io.faye.protocol.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connect of one session that waits for its answer. A newer connect replaces it. Used on the session's serial executor only. */
final class HeldConnects {

    private final ClientSession session;
    private final SessionContext context;
    private final Reply reply;
    private volatile @Nullable HeldConnect current;
    private @Nullable Replacements replacements;

    HeldConnects(ClientSession session, SessionContext context, Reply reply) {
        this.session = session;
        this.context = context;
        this.reply = reply;
    }

    /** {@return the connect that waits, null if none does} May be called from any thread. */
    @Nullable
    HeldConnect current() {
        return current;
    }

    boolean isOver(ClientConnection connection) {
        HeldConnect waiting = current;
        return waiting != null && waiting.connection() == connection;
    }

    /** Holds a connect from now on, and answers the one before it. */
    void hold(HeldConnect connect) {
        HeldConnect before = current;
        current = connect;
        if (before != null) {
            replace(before);
        }
        if (!connect.isImmediate()) {
            connect.expiresBy(context.later(
                    connect.patience(), connect.connection(), () -> session.execute(() -> expire(connect))));
        }
    }

    /** Two tabs with one id must not spin: the older connect is advised to wait, and after too many replacements it is answered late. */
    private void replace(HeldConnect before) {
        Replacements known = replacements == null ? new Replacements() : replacements;
        replacements = known;
        before.cancelExpiry();
        Advice slowly = context.advices().replaced();
        if (known.isTooOften()) {
            context.later(
                    Replacements.PAUSE,
                    before.connection(),
                    () -> session.execute(() -> reply.send(before, slowly, List.of())));
        } else {
            reply.send(before, slowly, List.of());
        }
    }

    private void expire(HeldConnect connect) {
        if (current == connect) {
            answer(List.of());
        }
    }

    /** Answers the connect, if one waits. */
    void answer(List<Message> messages) {
        HeldConnect waiting = forget();
        if (waiting != null) {
            reply.send(waiting, waiting.advice(), messages);
        }
    }

    /** {@return the connect that waited until now, which is not answered from here} */
    @Nullable
    HeldConnect forget() {
        HeldConnect waiting = current;
        current = null;
        if (waiting != null) {
            waiting.cancelExpiry();
        }
        return waiting;
    }

    void forgetOver(ClientConnection connection) {
        if (isOver(connection)) {
            forget();
        }
    }

    /** Sends an answer. */
    @FunctionalInterface
    interface Reply {
        void send(HeldConnect connect, Advice advice, List<Message> messages);
    }
}
