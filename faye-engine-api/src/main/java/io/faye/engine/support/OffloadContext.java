package io.faye.engine.support;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Hands on to the host what it still hears, and to the workers what the engine does by itself. */
final class OffloadContext implements BlockingContext, AutoCloseable {

    private final Workers workers;
    private final Reports reports;
    private final ScheduledExecutorService scheduler;
    private final List<Recurring> recurring = new CopyOnWriteArrayList<>();

    OffloadContext(Workers workers, Reports reports, ScheduledExecutorService scheduler) {
        this.workers = workers;
        this.reports = reports;
        this.scheduler = scheduler;
    }

    @Override
    public void messagesAvailable(ClientId client) {
        reports.messagesAvailable(client);
    }

    @Override
    public void clientMoved(ClientId client) {
        reports.clientMoved(client);
    }

    @Override
    public void clientClosed(ClientId client) {
        reports.clientClosed(client);
    }

    @Override
    public void every(Duration pause, Runnable work) {
        Recurring again = new Recurring(scheduler, pause, () -> workers.run(work, work));
        recurring.add(again);
        again.schedule();
    }

    @Override
    public void after(ClientId client, Runnable work) {
        workers.run(client, work);
    }

    @Override
    public void end(ClientId client, Supplier<Optional<Set<ChannelPattern>>> work) {
        workers.run(client, () -> report(client, work.get()));
    }

    /** {@return whether there was an end to report} */
    boolean report(ClientId client, Optional<Set<ChannelPattern>> ended) {
        ended.ifPresent(patterns -> reports.end(client, patterns));
        return ended.isPresent();
    }

    @Override
    public void close() {
        recurring.forEach(Recurring::close);
    }
}
