package io.faye.tck.history;

import io.faye.protocol.ClientId;
import org.jspecify.annotations.Nullable;

/** One thing in the record. */
sealed interface Line permits Call, Event {

    /** {@return its place in the order in which things were seen} */
    long tick();

    /** {@return the process in which it was} */
    int process();

    @Nullable
    ClientId client();
}
