package io.faye.server;

import io.faye.protocol.BayeuxError;
import java.util.Optional;

/**
 * What a transport says to a handshake: whether a session may begin.
 *
 * @param refusal why not; empty if it may
 * @param whenEnded runs once, on any thread, when the session has ended or could not begin; must be quick. Never runs if
 *     the session was refused
 */
public record SessionAdmission(Optional<BayeuxError> refusal, Runnable whenEnded) {

    private static final SessionAdmission GRANTED = granted(SessionAdmission::doNothing);

    /** {@return a session may begin, and nothing is to be done when it ends} */
    public static SessionAdmission granted() {
        return GRANTED;
    }

    /**
     * {@return a session may begin}
     *
     * @param whenEnded runs once, when the session has ended or could not begin
     */
    public static SessionAdmission granted(Runnable whenEnded) {
        return new SessionAdmission(Optional.empty(), whenEnded);
    }

    /**
     * {@return no session may begin}
     *
     * @param why the error for the client, which is advised to shake hands later
     */
    public static SessionAdmission refused(BayeuxError why) {
        return new SessionAdmission(Optional.of(why), SessionAdmission::doNothing);
    }

    private static void doNothing() {}
}
