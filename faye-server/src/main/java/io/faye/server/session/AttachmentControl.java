package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.protocol.ClientId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The only place that attaches and releases a session. Every connect and every opened stream attaches, and a new
 * attachment supersedes the one before. The session is released only while it is attached and no attach is under way.
 * In a final state nothing is attached any more: a request for the session then needs a new {@link ClientSession}.
 *
 * <p>Used on the session's serial executor only, except {@link #attachment}, {@link #isOver} and {@link #isNewest}.
 */
final class AttachmentControl {

    private enum State {
        /** An attach is under way, maybe with an older attachment that reads until then. */
        ATTACHING,
        ATTACHED,
        /** Final: no connection to the session was left here, or the server stops. */
        RELEASED,
        /** Final: another process has attached the session. */
        MOVED,
        /** Final: the session has ended, or never was. */
        ENDED
    }

    private final ClientSession session;
    private final SessionContext context;
    private final ClientId client;
    /** In the order of the calls of attach, so that requests take effect in the order in which they came. */
    private final Queue<Attach> underWay = new ArrayDeque<>(0);

    private volatile State state = State.ATTACHING;
    private volatile @Nullable Attachment attachment;
    private volatile @Nullable SessionListener newest;

    AttachmentControl(ClientSession session, SessionContext context, ClientId client) {
        this.session = session;
        this.context = context;
        this.client = client;
    }

    /** {@return the newest attachment that is complete, null if there was none yet} */
    @Nullable
    Attachment attachment() {
        return attachment;
    }

    /** {@return whether the state is final} */
    boolean isOver() {
        State now = state;
        return now != State.ATTACHING && now != State.ATTACHED;
    }

    /** {@return whether the session is attached, and no attach is under way} */
    boolean isAttached() {
        return state == State.ATTACHED;
    }

    /** Attaches the session for a request. Not called in a final state. */
    void attach(AttachRequest request) {
        SessionListener listener = new SessionListener(session);
        newest = listener;
        CompletionStage<Optional<Attachment>> stage = context.engine().attach(client, listener);
        Optional<Attachment> found = Results.now(stage);
        if (found != null && underWay.isEmpty()) {
            outcome(request, found).run();
            return;
        }
        state = State.ATTACHING;
        Attach attach = new Attach();
        underWay.add(attach);
        Results.then(
                stage,
                (result, fault) -> session.execute(() ->
                        settle(attach, result == null ? () -> failed(request, fault) : outcome(request, result))));
    }

    private Runnable outcome(AttachRequest request, Optional<Attachment> found) {
        return found.<Runnable>map(made -> () -> attached(request, made)).orElse(() -> unknown(request));
    }

    private void settle(Attach attach, Runnable outcome) {
        attach.outcome = outcome;
        for (Attach first = underWay.peek(); first != null && first.outcome != null; first = underWay.peek()) {
            underWay.remove();
            first.outcome.run();
        }
    }

    private void unknown(AttachRequest request) {
        ended();
        request.unknown();
    }

    private void failed(AttachRequest request, @Nullable Throwable fault) {
        request.failed(fault == null ? new IllegalStateException("The engine gave no result") : fault);
        if (isOver() || !underWay.isEmpty()) {
            return;
        }
        state = State.ATTACHED;
        releaseIfUnused();
    }

    private void attached(AttachRequest request, Attachment made) {
        switch (state) {
            case ENDED -> request.unknown();
            case MOVED -> request.superseded();
            case RELEASED -> {
                made.release(made.note().orElse(session.poll().note()));
                request.superseded();
            }
            default -> {
                if (SessionAttributes.neverConnected(made.attributes())) {
                    context.engine().removeAttribute(client, SessionAttributes.UNCONNECTED);
                }
                attachment = made;
                state = underWay.isEmpty() ? State.ATTACHED : State.ATTACHING;
                request.attached(session, made);
            }
        }
    }

    /** Releases the session if no connection uses it and no attach is under way. */
    void releaseIfUnused() {
        if (state == State.ATTACHED && !session.isUsed()) {
            release();
        }
    }

    /**
     * Releases the session in any case, because it leaves this process. An attach under way is released when it completes;
     * the last answer's note goes with the release, or with the note that the attach has brought. A connect that comes
     * meanwhile finds this object until the engine has the note, so that its attach comes after the release.
     */
    CompletionStage<Void> release() {
        if (isOver()) {
            return CompletableFuture.completedFuture(null);
        }
        state = State.RELEASED;
        Attachment last = attachment;
        CompletionStage<Void> released = last == null
                ? CompletableFuture.completedFuture(null)
                : last.release(session.poll().note());
        session.forget();
        return released;
    }

    /**
     * Another process has attached the session.
     *
     * @return whether that was the newest attachment of this process, so that the session is over here
     */
    boolean moved(SessionListener listener) {
        if (isOver() || !isNewest(listener)) {
            return false;
        }
        finish(State.MOVED);
        return true;
    }

    /** {@return whether this is the listener of the newest attach} May be called from any thread. */
    boolean isNewest(SessionListener listener) {
        return listener == newest;
    }

    /** The session has ended. */
    void ended() {
        if (!isOver()) {
            finish(State.ENDED);
            session.leaving().ended();
        }
    }

    private void finish(State end) {
        state = end;
        session.forget();
    }

    /** An attach that waits for its outcome, or for those before it. */
    private static final class Attach {
        private @Nullable Runnable outcome;
    }
}
