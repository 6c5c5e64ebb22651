package io.faye.tck.selftest.shared;

import io.faye.tck.selftest.shared.Store.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one process has to be told. */
final class Mailbox {

    private static final long WAIT_MILLIS = 100;

    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();

    void put(Notice notice) {
        notices.add(notice);
    }

    /** {@return what there is, none if nothing comes for a while} */
    List<Notice> take() {
        List<Notice> taken = new ArrayList<>();
        try {
            Notice first = notices.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
                notices.drainTo(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }
}
