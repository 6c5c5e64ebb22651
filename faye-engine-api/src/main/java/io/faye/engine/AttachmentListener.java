package io.faye.engine;

/**
 * Is told what happens to the session of one {@link Attachment}. An engine may call these methods on any thread, also
 * before the stage of {@link Engine#attach} completes, but never with a lock held. They return quickly, never block,
 * and never throw.
 */
public interface AttachmentListener {

    /**
     * Messages can be read. Cheap, may be called more often than necessary (rule QUE-2 of {@link Engine} says when it
     * has to be called). A call during a read means that the host reads again.
     *
     * <p>The call may be late. A thread may decide to make it before the attachment is superseded, released or ended, and
     * make it after that, because it holds no lock. Such a call changes nothing.
     */
    void messagesAvailable();

    /**
     * Another process has attached the session and reads from now on. Called once. Nothing is called on this listener
     * afterwards, except a late {@link #messagesAvailable}.
     *
     * @return the note for the process that reads now, at most 1,000 characters; empty for none
     */
    String moved();

    /**
     * The session has ended, in whichever process. Called once. Nothing is called on this listener afterwards, except a
     * late {@link #messagesAvailable}. In the process that ends a session by itself, the engine calls
     * {@link EngineContext#clientEnded} first.
     */
    void ended();
}
