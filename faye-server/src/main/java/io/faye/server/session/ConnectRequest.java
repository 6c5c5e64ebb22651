package io.faye.server.session;

import io.faye.engine.Attachment;
import java.util.List;
import java.util.OptionalLong;

/** A connect that waits for an attachment. */
record ConnectRequest(PendingConnect connect, Advices advices) implements AttachRequest {

    @Override
    public void attached(ClientSession session, Attachment attachment) {
        session.connected(connect, attachment);
    }

    /** The session goes on where it went; this client's next connect brings it back. */
    @Override
    public void superseded() {
        connect.succeed(
                advices.ordinary(connect.interval()), OptionalLong.empty(), List.of(), PendingConnect.UNOBSERVED);
    }

    @Override
    public void unknown() {
        connect.refuseUnknown();
    }

    @Override
    public void failed(Throwable fault) {
        connect.refuseFailed(fault);
    }
}
