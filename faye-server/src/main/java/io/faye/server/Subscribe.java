package io.faye.server;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.concurrent.CompletionStage;

/** Subscribes a client (Bayeux 1.0, section 4.3). */
final class Subscribe extends SubscriptionChange {

    private final MemoryAdmission memory;

    Subscribe(Service service) {
        super(service);
        this.memory = new MemoryAdmission(service);
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        return memory.admits(call) ? super.perform(call) : call.refuse(MemoryAdmission.REFUSAL);
    }

    @Override
    CompletionStage<Change> change(ClientId client, ChannelPattern pattern) {
        return service().engine().subscribe(client, pattern);
    }
}
