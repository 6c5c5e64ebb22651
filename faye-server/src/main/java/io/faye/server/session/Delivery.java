package io.faye.server.session;

import io.faye.engine.Batch;
import io.faye.protocol.Message;
import java.util.List;

/** A way in which messages reach the client. */
interface Delivery {

    /**
     * Takes what was read for it.
     *
     * @param batch what was read
     * @param passed what of it goes to the client
     */
    void take(Batch batch, List<Message> passed);
}
