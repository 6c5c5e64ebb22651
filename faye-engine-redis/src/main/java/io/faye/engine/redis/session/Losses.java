package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Entry.Reported.Step;
import io.faye.engine.redis.log.LogId;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process does when Redis may have lost something. It puts back the sessions that it owns, and when all processes
 * have done so, or two seconds later, those that it has left to others a moment ago. After each of these steps it
 * reports to the others by an entry of the log. What Redis says of sessions is in doubt until all processes that lived
 * before have reported both steps, or for five seconds. Used under the lock of the sessions, unless stated otherwise.
 */
public final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final long DOUBT_MILLIS = 5_000;
    /** So long the newest owner of a session has to put it back, before the one before it does. */
    private static final long OWNERS_MILLIS = 2_000;

    static final long HAND_OVER_MILLIS = 500;
    private static final long STEP_IN_DOUBT = 1_000;

    private final SessionContext context;
    private final SessionLog log;
    private final Recovery recovery;
    private final AtomicLong count = new AtomicLong();
    private final Set<Report> reported = new HashSet<>();
    /** The processes that live, or lived before the loss, and when there was a sign of that. */
    private final Map<String, Long> living = new HashMap<>();

    /** Subscriptions that Redis has lost, of sessions that it may know. */
    private final Map<Session, Set<ChannelPattern>> lost = new HashMap<>();

    private volatile long doubtUntilMillis;
    private String history = "";
    private LogId keptTo = LogId.NONE;
    private List<Session> left = List.of();
    private boolean restoresLeft;

    /** What a process has done. */
    private record Report(String node, Step step) {}

    Losses(SessionContext context, SessionLog log, Recovery recovery) {
        this.context = context;
        this.log = log;
        this.recovery = recovery;
    }

    /**
     * {@return whether Redis has lost nothing since this call, as far as is known} What was begun before is to be done
     * again. From any thread.
     */
    public BooleanSupplier untilLoss() {
        long before = count.get();
        return () -> count.get() == before;
    }

    /** {@return whether another process may yet tell what it knows of a session, which Redis has lost; from any thread} */
    boolean isInDoubt() {
        return !context.current().getAsBoolean() || hasLost();
    }

    private boolean hasLost() {
        return context.host().clock().millis() < doubtUntilMillis;
    }

    /** {@return by how much a fence grows, so that no owner that Redis has lost has the same; from any thread} */
    long fenceStep() {
        return hasLost() ? STEP_IN_DOUBT : 1;
    }

    /** {@return how long a previous owner has to hand over its position and its note; from any thread} */
    long handOverMillis() {
        return hasLost() ? DOUBT_MILLIS : HAND_OVER_MILLIS;
    }

    /**
     * Redis tells which processes live.
     *
     * @param nodes all of them, with this one
     */
    public void living(Collection<String> nodes) {
        long now = context.host().clock().millis();
        if (!hasLost()) {
            living.values().removeIf(seen -> seen < now - context.life().leaseMillis());
        }
        nodes.forEach(node -> living.put(node, now));
    }

    /** A process has written to the log. */
    void lives(String node) {
        living.put(node, context.host().clock().millis());
    }

    /**
     * Redis has lost the newest entries. A session that it still knows has the subscriptions of before them, so that all
     * processes count the same messages. When it is put back, the log tells that it has got the lost ones again.
     */
    void undo(List<Entry> entries) {
        Set<ClientId> begun = new HashSet<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Begun lostToo) {
                begun.add(lostToo.client());
            }
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Entry.Control control && !begun.contains(control.client())) {
                Session session = log.registry().get(control.client());
                if (session != null) {
                    undo(control, session);
                }
            }
        }
    }

    private void undo(Entry.Control entry, Session session) {
        if (entry instanceof Entry.Subscribed subscribed) {
            log.registry().unsubscribe(session, subscribed.pattern());
            lost.computeIfAbsent(session, same -> new HashSet<>()).add(subscribed.pattern());
        } else if (entry instanceof Entry.Unsubscribed unsubscribed) {
            log.registry().subscribe(session, unsubscribed.pattern());
        }
    }

    /** {@return what a session is to be subscribed to as well, as soon as the log tells of it} */
    Set<ChannelPattern> awaited(Session session) {
        Set<ChannelPattern> awaited = new HashSet<>(lost.getOrDefault(session, Set.of()));
        awaited.removeAll(session.patterns());
        return awaited;
    }

    /** A session was put back, or need not be. */
    void restored(Session session) {
        lost.remove(session);
    }

    /**
     * Redis was restarted or replaced, and may have lost entries, also such as were not read here yet.
     *
     * @param kept the newest entry that it has not lost
     */
    void begin(String newHistory, LogId kept) {
        count.incrementAndGet();
        history = newHistory;
        keptTo = kept;
        doubtUntilMillis = context.host().clock().millis() + DOUBT_MILLIS;
        left = log.registry().left().all();
        restoresLeft = false;
        reported.clear();
        recovery.begin(log.registry().owned());
        log.takeover().reclaims().begin();
        BooleanSupplier holds = untilLoss();
        report(Step.OWNED, holds);
        context.later(OWNERS_MILLIS, () -> log.change(() -> restoreLeft(holds)));
    }

    /** The log says that a session has ended: it is not put back, also by a process that has left it to others. */
    void ended(ClientId client) {
        left = left.stream().filter(session -> !session.id().equals(client)).toList();
        recovery.ended(client);
    }

    /** A session's queue was filled while entries were lost. */
    void rewindAgain(Session session) {
        session.rewind(keptTo);
    }

    private void report(Step step, BooleanSupplier kept) {
        recovery.whenDone(() -> {
            String lived = log.change(() -> String.join(" ", living.keySet()));
            Call call = Call.of(
                    "XADD", context.keys().log(), "*", "o", context.operations().ofEngine());
            context.sendWhile(
                    kept,
                    call.add("k", "report", "s", history, "v", step, "v", lived),
                    reply -> {},
                    fault -> LOG.debug("Not reported to other processes (step={})", step, fault));
        });
    }

    private void restoreLeft(BooleanSupplier kept) {
        if (kept.getAsBoolean() && !restoresLeft) {
            restoresLeft = true;
            recovery.begin(left);
            left.stream()
                    .filter(session -> log.registry().get(session.id()) != null)
                    .forEach(recovery::handOver);
            report(Step.LEFT, kept);
        }
    }

    /** The log says that a process has done a step. */
    void reported(Entry.Reported entry) {
        if (entry.history().equals(history)) {
            living(entry.living());
            reported.add(new Report(entry.origin().node(), entry.step()));
            BooleanSupplier kept = untilLoss();
            if (haveAll(Step.OWNED)) {
                restoreLeft(kept);
            }
            if (haveAll(Step.LEFT)) {
                context.later(HAND_OVER_MILLIS, () -> log.change(() -> endDoubt(kept)));
            }
        }
    }

    /** Another process may have become known meanwhile. */
    private void endDoubt(BooleanSupplier kept) {
        if (kept.getAsBoolean() && haveAll(Step.LEFT)) {
            doubtUntilMillis = 0;
        }
    }

    /** This process lives: while it is not known which others do, nobody knows whether all have reported. */
    private boolean haveAll(Step step) {
        return living.containsKey(context.process())
                && living.keySet().stream().allMatch(node -> reported.contains(new Report(node, step)));
    }
}
