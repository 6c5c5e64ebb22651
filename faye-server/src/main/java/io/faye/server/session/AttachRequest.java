package io.faye.server.session;

import io.faye.engine.Attachment;

/** What waits for an attachment of one session. Exactly one of the methods is called, on the session's serial executor. */
interface AttachRequest {

    /** The session is attached here. */
    void attached(ClientSession session, Attachment attachment);

    /** Another process has attached the session in the meantime, or this server stops. */
    void superseded();

    /** There is no such session. */
    void unknown();

    /** The engine failed. */
    void failed(Throwable fault);
}
