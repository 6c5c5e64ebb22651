package io.faye.tck.history;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Records what the engines of a provider are asked and do: once all processes have been started, runs. */
public final class History implements EngineProvider {

    private final EngineProvider provider;
    private final List<RecordedEngine> engines = new ArrayList<>();
    private final Crowd crowd = Run.crowd();
    private @Nullable Recording recording;
    private Duration timeout = Duration.ZERO;

    /**
     * Makes a history in which nothing has happened.
     *
     * @param provider makes the engines
     */
    public History(EngineProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        Recording into = recording == null ? new Recording(sinceNow(context.clock())) : recording;
        recording = into;
        timeout = context.timeout();
        int process = engines.size() + 1;
        Engine engine = provider.create(new RecordedHost(context, process, into, this::heard), options);
        engines.add(new RecordedEngine(engine, process, into));
        return engine;
    }

    private static java.util.function.Supplier<Duration> sinceNow(InstantSource clock) {
        Instant start = clock.instant();
        return () -> Duration.between(start, clock.instant());
    }

    private void heard(Event event) {
        Session session = crowd.find(event.client());
        if (session == null) {
            return;
        }
        Reader reader = session.readers().get(event.process());
        switch (event.kind()) {
            case AVAILABLE -> {
                if (reader != null) {
                    reader.available();
                }
            }
            case MOVED -> {
                if (reader != null && session.owner() != event.process()) {
                    session.readers().remove(event.process(), reader);
                    reader.stop();
                }
            }
            default -> session.closedIn(event.process());
        }
    }

    /**
     * Runs, and examines what happened.
     *
     * @param setting how
     * @return what was found
     */
    public Outcome run(Setting setting) {
        Recording from = java.util.Objects.requireNonNull(recording, "No process was started");
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> new Thread(task, "tck-reader"));
        Chronicle chronicle = new Chronicle(setting.conditions(engines.size(), timeout));
        Deeds deeds = new Deeds(engines, threads, setting.limit());
        Rest rest = new Rest(from, chronicle, crowd, deeds, engines.size(), setting.limit());
        Runnable passTime = () -> setting.pass().ifPresent(pass -> pass.accept(timeout.dividedBy(16)));
        long start = System.nanoTime();
        try {
            new Run(setting, deeds, crowd, rest, passTime).run();
        } catch (Exception e) {
            chronicle.add(from.unfinished(), List.of());
        } finally {
            threads.shutdownNow();
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - start);
        return Outcome.of(setting.seed(), chronicle, ran);
    }
}
