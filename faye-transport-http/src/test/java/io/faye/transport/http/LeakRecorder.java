package io.faye.transport.http;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, told by the build to be this one: keeps what it finds for the tests to see. */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

    static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    public LeakRecorder(Class<?> type, int interval) {
        super(type, interval);
    }

    public LeakRecorder(Class<?> type, int interval, long maxActive) {
        super(type, interval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        LEAKS.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        LEAKS.add(type);
    }

    /** Collects garbage until Netty has noticed what was never released: it looks when something new is allocated. */
    static void look() {
        for (int i = 0; i < 20; i++) {
            System.gc();
            for (int j = 0; j < 100; j++) {
                UnpooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
    }
}
