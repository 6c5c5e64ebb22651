package io.faye.server;

import io.faye.engine.AttachmentListener;

/** Passes on to a connection what happens to its session. Each attachment has one of its own. */
record ConnectionListener(Connection connection) implements AttachmentListener {

    @Override
    public void messagesAvailable() {
        connection.wake();
    }

    @Override
    public String moved() {
        return connection.moved();
    }

    @Override
    public void ended() {
        connection.end();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
