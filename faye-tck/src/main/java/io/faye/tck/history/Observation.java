package io.faye.tck.history;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.MonitoredEngine;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what the engines of several processes are asked, answer and tell while a program of the caller's uses them, and
 * examines the record. {@link History} is for random operations by threads; this is for a program that decides by itself
 * what is done when, also while things break.
 *
 * <p>If things break, what has failed was done perhaps, then or later, and what is examined are the rules of sessions,
 * attachments, queues and arrivals; which events are reported is examined only of an undisturbed service.
 */
public final class Observation {

    /** In what surroundings a record came about. */
    public enum Surroundings {
        /** Nothing failed. */
        CALM,
        /** Connections broke, processes died, or the store was restarted. */
        DISTURBED
    }

    private final Recording recording;
    private final Duration timeout;
    private final Set<ClientId> ignored = new HashSet<>();
    private int processes;
    private @Nullable Moment loss;

    /**
     * Creates an empty record.
     *
     * @param clock the time since the beginning by which sessions expire
     * @param timeout of which sessions live twice as long after a ping
     */
    public Observation(Supplier<Duration> clock, Duration timeout) {
        this.recording = new Recording(clock, event -> {});
        this.timeout = timeout;
    }

    /**
     * {@return the engine of another process, to be used from now on, so that everything is recorded}
     *
     * @param engine what answers
     */
    public Engine add(MonitoredEngine engine) {
        processes++;
        return new ObservedEngine(new RecordedEngine(engine, processes, recording));
    }

    /**
     * {@return a message that the check knows wherever it appears}
     *
     * @param number unlike that of all other messages
     * @param channel where it goes
     * @param publisher the session that publishes it, if one does
     */
    public static Message message(long number, Channel channel, Optional<ClientId> publisher) {
        return new Sent(number, channel, publisher.orElse(null)).message();
    }

    /**
     * {@return what waits in a queue, read though nobody was told: only if a wake-up was lost there is something}
     *
     * @param attachment was returned by an engine that {@link #add} returned
     * @param after the position up to which everything was read
     */
    public static Batch inspect(Attachment attachment, long after) {
        return ((ObservedAttachment) attachment)
                .inspect(after)
                .toCompletableFuture()
                .join();
    }

    /** The store has lost some of what it had: what was published or subscribed before is in doubt. */
    public void dataLost() {
        loss = recording.now();
    }

    /**
     * A session is not examined, because nothing is promised for it.
     *
     * @param client the session
     */
    public void ignore(ClientId client) {
        ignored.add(client);
    }

    /**
     * {@return what was found} To be called when nothing is under way any more.
     *
     * @param seed names the record
     * @param notice how long after the store the processes may hear of something
     * @param surroundings what was done to the service
     */
    public CheckResult examine(long seed, Duration notice, Surroundings surroundings) {
        HistoryRecord history = new HistoryRecord(new Conditions(processes, timeout, notice, Duration.ofSeconds(1)));
        if (surroundings == Surroundings.CALM) {
            history.add(recording.takeCalls(), recording.takeEvents());
            history.add(recording.unfinished(), recording.takeEvents());
        } else {
            Doubts doubts = new Doubts(loss);
            history.disturb(ignored);
            if (loss != null) {
                history.dataLost();
            }
            history.add(doubts.of(recording.takeCalls()), recording.takeEvents());
            history.add(doubts.of(recording.unfinished()), recording.takeEvents());
        }
        history.complete();
        return CheckResult.of(seed, history, recording.now().clock());
    }
}
