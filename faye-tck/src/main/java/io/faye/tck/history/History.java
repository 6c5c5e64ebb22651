package io.faye.tck.history;

import io.faye.engine.MonitoredEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Records what the engines of several processes are asked, answer and tell: once all were added, runs. */
public final class History {

    private final List<RecordedEngine> engines = new ArrayList<>();
    private final SessionPool pool = Run.pool();
    private final Recording recording;
    private final Duration timeout;

    /**
     * Makes a history in which nothing has happened.
     *
     * @param clock the time by which sessions expire, since the beginning
     * @param timeout of which sessions live twice as long after a ping
     */
    public History(Supplier<Duration> clock, Duration timeout) {
        this.recording = new Recording(clock, this::heard);
        this.timeout = timeout;
    }

    /**
     * Adds a process.
     *
     * @param engine its engine
     */
    public void add(MonitoredEngine engine) {
        engines.add(new RecordedEngine(engine, engines.size() + 1, recording));
    }

    /**
     * Notes that an engine said by itself that a session has ended.
     *
     * @param process the number of the process, from 1
     * @param client the session
     * @param patterns what it was subscribed to
     */
    public void clientEnded(int process, ClientId client, Set<ChannelPattern> patterns) {
        engines.get(process - 1).note(Kind.CLIENT_ENDED, client, Set.copyOf(patterns));
    }

    private void heard(Event event) {
        Session session = pool.find(event.client());
        if (session != null && event.kind() == Kind.DISCONNECT) {
            session.ended();
        }
    }

    /**
     * Runs, and examines what happened.
     *
     * @param setting how
     * @return what was found
     */
    public CheckResult run(HistorySettings setting) {
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> new Thread(task, "tck-reader"));
        HistoryRecord history = new HistoryRecord(setting.conditions(engines.size(), timeout));
        SessionOperations operations = new SessionOperations(engines, threads, setting.limit());
        Quiescence rest = new Quiescence(recording, history, pool, operations, setting.limit());
        Runnable passTime = () -> setting.pass().ifPresent(pass -> pass.accept(timeout.dividedBy(16)));
        long start = System.nanoTime();
        try {
            new Run(setting, operations, pool, rest, passTime).run();
        } catch (Exception e) {
            history.add(recording.unfinished(), List.of());
        } finally {
            threads.shutdownNow();
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - start);
        return CheckResult.of(setting.seed(), history, ran);
    }
}
