package io.faye.server;

import io.faye.engine.MemoryBudget;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import java.net.SocketAddress;

/** Decides whether there is memory for what a message asks the engine to keep. */
final class MemoryAdmission {

    static final BayeuxError REFUSAL = BayeuxError.unavailable("memory");

    private final MemoryBudget memory;

    MemoryAdmission(Service service) {
        this.memory = service.engine().memoryBudget();
    }

    /** {@return false if the message is to be refused} */
    boolean admits(IncomingMessage call) {
        long bytes = call.message().memorySize();
        boolean admitted = memory.admits(bytes);
        if (!admitted) {
            memory.refused(bytes, subject(call));
        }
        return admitted;
    }

    private static String subject(IncomingMessage call) {
        String channel = call.message().channel().map(Channel::toString).orElse("no channel");
        String sender =
                call.request().remoteAddress().map(SocketAddress::toString).orElse("a local client");
        return "message to " + channel + " of " + sender;
    }
}
