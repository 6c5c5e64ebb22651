package io.faye.server.session;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Decides what of the messages read from a queue goes to the client. */
public interface DeliveryFilter {

    /** {@return whether all messages pass as they are} */
    boolean passesAll();

    /**
     * Filters messages.
     *
     * @param client the session that receives them
     * @param request over whose connection they go out
     * @param messages what was read
     * @param taker takes what is left, or the fault, on any thread
     */
    void filter(
            ClientId client,
            Request request,
            List<Message> messages,
            BiConsumer<@Nullable List<Message>, @Nullable Throwable> taker);
}
