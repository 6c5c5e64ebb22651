package io.faye.tck.selftest.court;

import io.faye.engine.AttachmentListener;

/** Passes everything on to the host's listener of an attachment; a wrong engine overrides one thing. */
public class ForwardingListener implements AttachmentListener {

    private final AttachmentListener host;

    /** Creates a listener that passes everything on to this one. */
    public ForwardingListener(AttachmentListener host) {
        this.host = host;
    }

    @Override
    public void messagesAvailable() {
        host.messagesAvailable();
    }

    @Override
    public String moved() {
        return host.moved();
    }

    @Override
    public void ended() {
        host.ended();
    }
}
