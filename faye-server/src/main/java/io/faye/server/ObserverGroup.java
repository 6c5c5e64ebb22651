package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells several observers, each contained. */
final class ObserverGroup implements ServerObserver {

    private final List<ServerObserver> observers;

    ObserverGroup(ServerObserver... observers) {
        this.observers = Arrays.stream(observers).map(ContainedObserver::of).toList();
    }

    @Override
    public void completed(String operation, Outcome outcome, long nanos) {
        observers.forEach(observer -> observer.completed(operation, outcome, nanos));
    }

    @Override
    public void published(Message message, long nanos) {
        observers.forEach(observer -> observer.published(message, nanos));
    }

    @Override
    public void refused(Optional<Channel> channel, BayeuxError error) {
        observers.forEach(observer -> observer.refused(channel, error));
    }

    @Override
    public void delivered(List<Message> messages, String transport, long nanos) {
        observers.forEach(observer -> observer.delivered(messages, transport, nanos));
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        observers.forEach(observer -> observer.acknowledged(transport, nanos));
    }
}
