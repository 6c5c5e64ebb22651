package io.faye.interop.hostile;

/** One client with a channel on which it hears and another on which it speaks. */
interface Talker extends AutoCloseable {

    /** {@return its client id, which no other client may learn} */
    String id();

    /** Sends a number. */
    void say(int number);

    /** Waits for the next message, which must bear this number. */
    void hear(int number);

    @Override
    void close();
}
