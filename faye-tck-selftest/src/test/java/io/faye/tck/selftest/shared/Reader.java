package io.faye.tck.selftest.shared;

import io.faye.engine.AttachmentListener;

/** The newest attachment of a session, as the store knows it; the process is told by notices. */
record Reader(String node, String attachment, Runnable available) implements AttachmentListener {

    @Override
    public void messagesAvailable() {
        available.run();
    }

    @Override
    public String moved() {
        return "";
    }

    @Override
    public void ended() {}
}
