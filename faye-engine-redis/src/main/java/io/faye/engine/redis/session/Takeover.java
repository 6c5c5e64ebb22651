package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The takeover protocol: how a session comes to this process, and how it leaves. The states are those of
 * {@link SessionState}.
 *
 * <ol>
 *   <li><b>Attach.</b> The script {@code ATTACH} makes this process the owner, in one step. A session that this process owns
 *       as Redis knows it stays as it is. Otherwise the session gets a higher fence, so that its previous owner can change
 *       nothing any more, and the reply holds what Redis knows of it. If another process owned it, the script writes a
 *       <i>claim</i> to the log.
 *   <li><b>Arrive.</b> This process has kept what the log said of the session since the attach was sent, and applies what
 *       came after the reply's state: the session may have been claimed on, or have ended. A process that has attached a
 *       session a moment ago only looks whether it is still the owner.
 *   <li><b>Hand over.</b> The previous owner reads the claim in the log. It stops delivering ({@code MOVED}), tells its
 *       reader, and writes its position and its reader's note to the log (script {@code HANDOVER}). It remembers them for
 *       some seconds, in case Redis loses them.
 *   <li><b>Replay.</b> The new owner waits for that ({@code CLAIMED}), at most half a second, and not for a
 *       process that does not live; without it the last checkpoint counts. If the session goes on meanwhile, its next owner
 *       waits for the same predecessor, but not longer than that. Then it fills the queue from the log
 *       ({@code REPLAYING}, see {@link Replayer}), up to the tail.
 *   <li><b>Live.</b> From then on each entry is applied as it comes ({@code LIVE}), and the attach is answered.
 *   <li><b>Release</b> ({@link Release}). The script {@code RELEASE} writes the position and the note and clears the owner,
 *       unless there is a newer attachment. Until Redis has confirmed it ({@code RELEASING}) it is repeated, the copy here answers for nobody,
 *       and acknowledgements go to the log, because the next owner may have begun already.
 *   <li><b>Loss.</b> If Redis loses entries or sessions, each process puts back what it owns ({@link Recovery}), and claims
 *       again what it waits for ({@link Reclaims}). A process that finds a higher fence hands over to the newer owner; then
 *       it also puts back what it has left a moment ago. Until all have done that ({@link Losses}) nobody goes on without
 *       the position, and fences grow by a thousand, because Redis may have lost some.
 *   <li><b>End.</b> An end in the log closes the session wherever it is ({@code ENDED}).
 * </ol>
 */
public final class Takeover {

    /** How long an attach waits until the queue is filled. */
    private static final long FILL_MILLIS = 1_000;

    /** How long the reply to an attach may be late. */
    private static final long KEEP_MILLIS = 60_000;

    private final SessionContext context;
    private final SessionLog log;
    private final SessionRegistry registry;
    private final Replayer replayer;
    private final Endings endings;
    private final Renewal renewal;
    private final Reclaims reclaims;
    private final AtomicLong attaches = new AtomicLong();

    Takeover(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
        this.registry = log.registry();
        this.endings = new Endings(context, log);
        this.replayer = new Replayer(context, log, endings);
        this.renewal = new Renewal(context, log);
        this.reclaims = new Reclaims(context, log);
    }

    Reclaims reclaims() {
        return reclaims;
    }

    Endings endings() {
        return endings;
    }

    /** Makes this process the owner of a session, and a new attachment its reader. */
    public CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        long number = attaches.incrementAndGet();
        return renewal.attach(client, listener, number, () -> attachByScript(client, listener, number));
    }

    private CompletionStage<Optional<Attachment>> attachByScript(
            ClientId client, AttachmentListener listener, long number) {
        PendingAttach attach = new PendingAttach(client, listener, number);
        log.change(() -> registry.attachSent(attach));
        attach.stage().whenComplete((found, fault) -> {
            if (fault != null) {
                context.later(KEEP_MILLIS, () -> log.change(() -> registry.attachAnswered(attach)));
            }
        });
        return log.calls()
                .askOfOwner(
                        attach,
                        origin -> claim(origin, attach),
                        (same, reply) -> attached(attach, Replies.list(reply)));
    }

    private Call claim(Origin origin, PendingAttach attach) {
        Session owned = registry.get(attach.client());
        attach.sent(owned, context.host().clock().millis());
        return log.calls().claim(origin, attach.client(), owned, attach.reader().number());
    }

    /** Called under the lock. */
    private void attached(PendingAttach attach, List<?> reply) {
        registry.attachAnswered(attach);
        if (Replies.number(reply.get(0)) == 2) {
            attach.holds(arrive(attach, Arrival.of(reply)));
        }
        Session session = attach.held();
        if (session == null
                || Replies.number(reply.get(0)) < 0
                || !session.reader().attach(attach.reader())) {
            attach.succeed(Optional.empty());
            return;
        }
        session.renewed(attach.sentMillis());
        session.readable()
                .thenRun(
                        () -> attach.succeed(Optional.of(new RedisAttachment(context, log, session, attach.reader()))));
        if (!session.readable().isDone()) {
            context.later(FILL_MILLIS, () -> session.readable().complete(null));
        }
    }

    private Session arrive(PendingAttach attach, Arrival arrival) {
        Session known = registry.get(attach.client());
        Session newest = known == null ? attach.held() : known;
        if (newest != null && newest.fence() >= arrival.fence()) {
            return newest;
        }
        Session session = new Session(attach.client(), arrival, context.host(), endings::end);
        session.reader().attach(attach.reader());
        if (known != null) {
            moveAway(known, () -> {});
        }
        registry.arrived(session);
        attach.entries().forEach(entry -> apply(entry, session));
        if (arrival.waits()) {
            awaitHandOver(session);
        } else if (registry.owns(session)) {
            replayer.add(session);
        }
        return session;
    }

    /** That Redis answers now, and has lost nothing, shows that the predecessor could have handed over. */
    private void awaitHandOver(Session session) {
        context.later(Losses.HAND_OVER_MILLIS, () -> {
            if (session.state() == SessionState.CLAIMED) {
                log.whenCaughtUp(() -> log.change(() -> goOnWithout(session)));
            }
        });
    }

    private void goOnWithout(Session session) {
        if (log.losses().isInDoubt()) {
            awaitHandOver(session);
        } else {
            handedOver(session, session.queue().checkpoint(), "");
        }
    }

    void handedOver(Session session, Position position, String note) {
        if (registry.owns(session) && session.handedOver(position, note)) {
            replayer.add(session);
        }
    }

    /** Applies what the log says of a session after the state with which it came. Called under the lock. */
    void apply(Entry.Control entry, Session session) {
        if (!entry.id().isAfter(session.since())) {
            return;
        }
        if (entry instanceof Entry.Ended) {
            registry.end(session);
            log.afterwards(session::end);
        } else if (entry instanceof Entry.Claimed claim) {
            if (claim.fence() > session.fence() && !claim.owner().equals(context.process())) {
                leave(session, claim.id(), () -> {});
            }
        } else if (!reclaims.defers(entry, session)) {
            change(entry, session);
        }
    }

    private void change(Entry.Control entry, Session session) {
        if (entry instanceof Entry.Subscribed begun) {
            registry.subscribe(session, begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            registry.unsubscribe(session, ended.pattern());
        } else if (entry instanceof Entry.HandedOver over && over.fence() < session.fence()) {
            handedOver(session, over.position(), over.note());
        } else if (entry instanceof Entry.Acknowledged acknowledged
                && session.state().isFilled()) {
            session.queue().acknowledged(acknowledged.position(), entry.id());
        } else if (entry instanceof Entry.Attributed attributed) {
            session.attributes().change(attributed);
        }
    }

    private void leave(Session session, LogId at, Runnable done) {
        log.afterwards(session.leave(at, () -> log.calls().handOver(session, done)));
        registry.moved(session, at);
    }

    /** Another process owns the session. As a rule a claim in the log says so, and is applied first. */
    void moved(Session session) {
        moved(session, () -> {});
    }

    /**
     * The same.
     *
     * @param done is run when the other process knows what this one knows of the session, if it wants to know that
     */
    void moved(Session session, Runnable done) {
        log.whenCaughtUp(() -> log.change(() -> moveAway(session, done)));
    }

    private void moveAway(Session session, Runnable done) {
        if (registry.owns(session)) {
            leave(session, log.last(), done);
        } else if (session.state() == SessionState.MOVED) {
            log.afterwards(() -> log.calls().handOver(session, done));
        } else {
            done.run();
        }
    }
}
