package io.faye.client;

import io.faye.client.ClientListener.Connection;
import java.time.Duration;

/** What the rest of a client does about its session, on the client's loop. */
interface SessionEvents {

    void connecting();

    /** There is a new session, which knows of no subscriptions. */
    void begun();

    void connected(Connection connection);

    void waiting(FayeClientException reason, Duration delay);

    /** {@return whether the application has taken all messages that came} */
    boolean hasTakenAll();
}
