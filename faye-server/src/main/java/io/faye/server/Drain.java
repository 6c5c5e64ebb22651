package io.faye.server;

import io.faye.server.session.ClientSession;
import io.faye.server.session.SessionRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the sessions of one server to other processes, so many in each step that the last ones move when the time is over.
 * One step at a time runs, on a worker.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
    /** So often the sessions are listed anew, because some have come since. */
    private static final long LISTING = TimeUnit.SECONDS.toNanos(1);
    /** How long the last sessions may take: their clients may be slow to take what was sent to them. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final DrainOptions options;
    private final SessionRegistry registry;
    private final ServerThreads threads;
    private final Consumer<ServerState> states;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<CompletionStage<Void>> moves = new ArrayList<>();
    private Queue<ClientSession> waiting = new ArrayDeque<>();
    private long listed;
    private long end;

    Drain(DrainOptions options, SessionRegistry registry, ServerThreads threads, Consumer<ServerState> states) {
        this.options = options;
        this.registry = registry;
        this.threads = threads;
        this.states = states;
    }

    /** {@return completes when the sessions have moved, or the server is closed} */
    CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }

    void begin() {
        LOG.info(
                "Draining: the server is not ready any more; its sessions move after {} within {} (sessions={})",
                options.grace(),
                options.time(),
                registry.size());
        states.accept(ServerState.DRAINING);
        after(options.grace().toNanos(), this::move);
    }

    /** The server is closed, which moves the rest at once. */
    void stop() {
        done.complete(null);
    }

    private void after(long nanos, Runnable step) {
        try {
            threads.scheduler().schedule(() -> threads.worker().execute(step), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is closed: its drain ends", e);
            stop();
        }
    }

    private void move() {
        states.accept(ServerState.MOVING);
        end = System.nanoTime() + options.time().toNanos();
        list();
        step();
    }

    private void step() {
        long now = System.nanoTime();
        long stepsLeft = Math.max(1, (end - now + STEP - 1) / STEP);
        if (now - listed >= LISTING || stepsLeft == 1) {
            list();
        }
        for (long due = (waiting.size() + stepsLeft - 1) / stepsLeft; due > 0; due--) {
            moves.add(waiting.remove().moveAway(options.drawPause()));
        }
        if (stepsLeft > 1) {
            after(STEP, this::step);
        } else {
            awaitLast();
        }
    }

    private void list() {
        List<ClientSession> sessions = registry.movable();
        Collections.shuffle(sessions, ThreadLocalRandom.current());
        waiting = new ArrayDeque<>(sessions);
        listed = System.nanoTime();
    }

    private void awaitLast() {
        CompletableFuture<?>[] stages =
                moves.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stages).whenComplete((nothing, fault) -> finish());
        after(PATIENCE, this::finish);
    }

    private void finish() {
        if (!done.isDone()) {
            LOG.info("Drained (sessions left={})", registry.size());
            states.accept(ServerState.DRAINED);
            done.complete(null);
        }
    }
}
