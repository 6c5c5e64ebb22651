package io.faye.transport;

import io.faye.engine.MemoryBudget;
import io.faye.protocol.Message;
import java.util.List;

/** How much memory a request takes while it is in work. */
public final class RequestMemory {

    /** Most connects and subscriptions are shorter. They are part of what a connection costs, and not counted. */
    private static final int SMALL = 512;

    private RequestMemory() {}

    /**
     * {@return how many bytes a body takes}
     *
     * @param body the body
     */
    public static long of(byte[] body) {
        return counted(MemoryBudget.heapBytes(body.length));
    }

    /**
     * {@return how many bytes a body takes, with the messages that refer to it}
     *
     * @param body the body
     * @param messages what was read in it
     */
    public static long of(byte[] body, List<Message> messages) {
        long objects = 0;
        for (int i = 0; i < messages.size(); i++) {
            objects += messages.get(i).memorySize();
        }
        return Math.max(of(body), counted(objects));
    }

    private static long counted(long bytes) {
        return bytes < 2 * SMALL ? 0 : bytes;
    }
}
