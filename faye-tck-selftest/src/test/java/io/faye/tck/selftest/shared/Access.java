package io.faye.tck.selftest.shared;

import io.faye.engine.EngineException;
import java.rmi.RemoteException;

/** The way to the store, which may be in another process. */
record Access(Store store) {

    /** Something that the store answers. */
    interface Question<T> {
        T ask(Store store) throws RemoteException;
    }

    /** Something that the store does. */
    interface Order {
        void give(Store store) throws RemoteException;
    }

    <T> T get(Question<T> question) {
        try {
            return question.ask(store);
        } catch (RemoteException e) {
            throw new EngineException("The store does not answer", e);
        }
    }

    void run(Order order) {
        get(at -> {
            order.give(at);
            return this;
        });
    }
}
