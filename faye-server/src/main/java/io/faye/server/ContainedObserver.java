package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.log.RateLimitedLog;
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
        try {
            observer.completed(operation, outcome, nanos);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void published(Channel channel) {
        try {
            observer.published(channel);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void refused(Optional<Channel> channel, BayeuxError error) {
        try {
            observer.refused(channel, error);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void delivered(String transport, long nanos) {
        try {
            observer.delivered(transport, nanos);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        try {
            observer.acknowledged(transport, nanos);
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
