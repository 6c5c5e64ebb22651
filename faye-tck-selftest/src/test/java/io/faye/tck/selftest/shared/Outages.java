package io.faye.tck.selftest.shared;

import io.faye.tck.Backend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.RemoteException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes outages of the store: stopped, it refuses every call; paused, it does not answer, and forgets what was asked
 * meanwhile.
 */
final class Outages implements InvocationHandler, Backend {

    /** Less than anybody waits for an operation: what was given up takes no effect afterwards. */
    private static final long PATIENCE_MILLIS = 300;

    private static final Set<String> READING =
            Set.of("attributes", "clients", "due", "notices", "read", "subscriptions");

    private final MemoryStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition back = lock.newCondition();
    private boolean stopped;
    private boolean paused;
    private volatile boolean readOnly;

    Outages(MemoryStore store) {
        this.store = store;
    }

    Store store() {
        return (Store) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Store.class}, this);
    }

    @Override
    public void stop() {
        change(true, false);
    }

    @Override
    public void start() {
        change(false, false);
    }

    @Override
    public void pause() {
        change(false, true);
    }

    @Override
    public void resume() {
        change(false, false);
    }

    @Override
    public boolean refuseWrites() {
        readOnly = true;
        return true;
    }

    @Override
    public void acceptWrites() {
        readOnly = false;
        store.forgive();
    }

    private void change(boolean stop, boolean pause) {
        lock.lock();
        try {
            boolean returns = (stopped || paused) && !stop && !pause;
            stopped = stop;
            paused = pause;
            if (returns) {
                store.forgive();
            }
            back.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        awaitStore();
        if (readOnly && !READING.contains(method.getName())) {
            throw new RemoteException("no writes");
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void awaitStore() throws RemoteException, InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (paused && nanos > 0) {
                nanos = back.awaitNanos(nanos);
            }
            if (stopped || paused) {
                throw new RemoteException("no answer");
            }
        } finally {
            lock.unlock();
        }
    }
}
