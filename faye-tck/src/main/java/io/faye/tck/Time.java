package io.faye.tck;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** The time that a host lends its engine. */
interface Time extends AutoCloseable {

    /** {@return how long it has been since the beginning} */
    Duration now();

    /** Lets time pass: by hand, or by waiting. */
    void pass(Duration by);

    InstantSource clock();

    ScheduledExecutorService scheduler();

    /** {@return how much is scheduled and neither done nor cancelled} */
    int scheduled();

    @Override
    void close();
}
