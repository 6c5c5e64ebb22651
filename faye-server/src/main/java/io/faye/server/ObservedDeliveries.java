package io.faye.server;

import io.faye.server.session.DeliveryObserver;

/** Tells the server's observer how long deliveries take. */
record ObservedDeliveries(ServerObserver observer) implements DeliveryObserver {

    @Override
    public void delivered(String transport, long nanos) {
        observer.delivered(transport, nanos);
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        observer.acknowledged(transport, nanos);
    }
}
