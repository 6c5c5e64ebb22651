package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.protocol.log.RateLimitedLog;
import java.util.List;
import java.util.Optional;

/** Calls an observer and contains what it throws, so that it changes nothing for clients. */
final class ContainedObserver implements ServerObserver {

    private final ServerObserver observer;
    private final RateLimitedLog faults = new RateLimitedLog(BayeuxServer.class);

    private ContainedObserver(ServerObserver observer) {
        this.observer = observer;
    }

    /** {@return the observer, contained} */
    static ServerObserver of(ServerObserver observer) {
        return observer == NONE ? observer : new ContainedObserver(observer);
    }

    @Override
    public void completed(String operation, Outcome outcome, long nanos) {
        contained(() -> observer.completed(operation, outcome, nanos));
    }

    @Override
    public void published(Message message, long nanos) {
        contained(() -> observer.published(message, nanos));
    }

    @Override
    public void refused(Optional<Channel> channel, BayeuxError error) {
        contained(() -> observer.refused(channel, error));
    }

    @Override
    public void delivered(List<Message> messages, String transport, long nanos) {
        contained(() -> observer.delivered(messages, transport, nanos));
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        contained(() -> observer.acknowledged(transport, nanos));
    }

    private void contained(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void failed(Throwable fault) {
        String name = observer.getClass().getName();
        faults.warn(
                name, "Observer failed; continuing (observer={}, fault={}, similar lines left out={})", name, fault);
    }
}
