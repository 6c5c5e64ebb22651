package io.faye.engine;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's listener of one attachment: what it throws is contained, and an end is told after the end's events. */
final class MonitoredListener implements AttachmentListener {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredListener.class);

    private final AttachmentListener listener;
    private final Consumer<Runnable> afterEvents;

    MonitoredListener(AttachmentListener listener, Consumer<Runnable> afterEvents) {
        this.listener = listener;
        this.afterEvents = afterEvents;
    }

    @Override
    public void messagesAvailable() {
        try {
            listener.messagesAvailable();
        } catch (RuntimeException | Error e) {
            failed("messagesAvailable", e);
        }
    }

    @Override
    public String moved() {
        try {
            return listener.moved();
        } catch (RuntimeException | Error e) {
            failed("moved", e);
            return "";
        }
    }

    @Override
    public void ended() {
        afterEvents.accept(this::tellEnded);
    }

    private void tellEnded() {
        try {
            listener.ended();
        } catch (RuntimeException | Error e) {
            failed("ended", e);
        }
    }

    private static void failed(String method, Throwable fault) {
        LOG.error("Attachment listener failed; continuing (method={})", method, fault);
    }
}
