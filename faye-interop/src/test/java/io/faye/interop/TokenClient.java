package io.faye.interop;

/** A client that somebody else wrote, or ours, which shows tokens to a secured server. Errors are empty where there is none. */
interface TokenClient extends AutoCloseable {

    /** Begins anew. {@return the error in the reply to the handshake} An empty token is none. */
    String enter(String token);

    String subscribe(String pattern);

    String publish(String channel, String data);

    /** Waits until these are there, compares, and looks whether there is more. */
    void receives(String... expected);

    @Override
    void close();
}
