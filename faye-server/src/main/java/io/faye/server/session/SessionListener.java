package io.faye.server.session;

import io.faye.engine.AttachmentListener;

/** Is told what happens to one attachment of a session. */
final class SessionListener implements AttachmentListener {

    private final ClientSession session;

    SessionListener(ClientSession session) {
        this.session = session;
    }

    @Override
    public void messagesAvailable() {
        session.times().available();
        session.wake();
    }

    @Override
    public String moved() {
        return session.leaving().moved(this);
    }

    @Override
    public void ended() {
        session.ended();
    }
}
