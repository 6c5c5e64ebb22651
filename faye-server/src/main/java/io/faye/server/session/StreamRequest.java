package io.faye.server.session;

import io.faye.engine.Attachment;
import io.faye.extension.Request;
import java.util.function.Consumer;

/** An event stream that waits for an attachment. */
record StreamRequest(ClientConnection connection, Request request, Consumer<Throwable> fault) implements AttachRequest {

    @Override
    public void attached(ClientSession session, Attachment attachment) {
        session.opened(connection, request, attachment);
    }

    /** No connect would bring the session back to this stream, so its client has to open another. */
    @Override
    public void superseded() {
        connection.moveSession();
    }

    /** A browser does not come back to a stream that was refused, so that it stays open. */
    @Override
    public void unknown() {}

    @Override
    public void failed(Throwable failure) {
        fault.accept(failure);
        connection.endSession();
    }
}
