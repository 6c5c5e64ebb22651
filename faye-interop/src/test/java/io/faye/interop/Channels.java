package io.faye.interop;

import java.util.concurrent.atomic.AtomicInteger;

/** Channels that no other test uses. */
final class Channels {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Channels() {}

    static String own() {
        return "/interop/test" + COUNT.incrementAndGet();
    }
}
