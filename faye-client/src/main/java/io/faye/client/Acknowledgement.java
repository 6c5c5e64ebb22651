package io.faye.client;

/**
 * Which messages of a session the client has confirmed (CometD's {@code ack} extension). A position is a number that the
 * server gives; clients only send it back. Used on the client's loop only.
 *
 * <p>A connect that sends an older position again has the server send what came after it once more, in the same order. Such
 * messages are counted and left out.
 */
final class Acknowledgement {

    private boolean offered;
    /** What the last reply to a connect said. */
    private long received;
    /** What the last connect said. */
    private long confirmed;
    /** Messages that came after those of the confirmed position. */
    private int unconfirmed;
    /** So many of the messages that come next have come before. */
    private int repeated;

    /** Begins with a new session. */
    void begin(boolean known) {
        offered = known;
        received = 0;
        confirmed = 0;
        unconfirmed = 0;
        repeated = 0;
    }

    /** {@return whether the server knows the extension} */
    boolean isOn() {
        return offered;
    }

    /** Takes the position of a successful reply to a connect. */
    void received(long position) {
        received = position;
    }

    /** {@return the position for a connect that confirms all that came} */
    long confirmAll() {
        if (received != confirmed) {
            confirmed = received;
            unconfirmed = 0;
        }
        return confirmNoMore();
    }

    /** {@return the position for a connect that confirms what the last one did} */
    long confirmNoMore() {
        repeated = unconfirmed;
        return confirmed;
    }

    /** Counts a message. {@return whether it comes for the first time} */
    boolean isNew() {
        if (!offered) {
            return true;
        }
        if (repeated > 0) {
            repeated--;
            return false;
        }
        unconfirmed++;
        return true;
    }
}
