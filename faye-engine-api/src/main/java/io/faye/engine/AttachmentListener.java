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
     */
    void messagesAvailable();

    /**
     * Another process has attached the session and reads from now on. Called once, and nothing is called on this
     * listener afterwards.
     *
     * @return the note for the process that reads now, at most 1,000 characters; empty for none
     */
    String moved();

    /**
     * The session has ended, in whichever process. Called once, and nothing is called on this listener afterwards. In
     * the process that ends a session by itself, the engine calls {@link EngineContext#clientEnded} first.
     */
    void ended();
}
