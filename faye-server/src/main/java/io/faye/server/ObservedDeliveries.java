package io.faye.server;

import io.faye.protocol.Message;
import io.faye.server.session.DeliveryObserver;
import java.util.List;

/** Tells the server's observer how long deliveries take. */
record ObservedDeliveries(ServerObserver observer) implements DeliveryObserver {

    @Override
    public void delivered(List<Message> messages, String transport, long nanos) {
        observer.delivered(messages, transport, nanos);
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        observer.acknowledged(transport, nanos);
    }
}
