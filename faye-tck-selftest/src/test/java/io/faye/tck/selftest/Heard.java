package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.selftest.court.Lent;
import java.util.Optional;

/** What an engine reports, passed on to the host. */
class Heard extends Lent implements EngineListener {

    final EngineListener listener;

    Heard(EngineContext host) {
        super(host);
        this.listener = host.listener();
    }

    @Override
    public EngineListener listener() {
        return this;
    }

    @Override
    public void handshake(ClientId client) {
        pass(() -> listener.handshake(client));
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        pass(() -> listener.subscribe(client, pattern));
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        pass(() -> listener.unsubscribe(client, pattern));
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        pass(() -> listener.publish(publisher, channel, data));
    }

    @Override
    public void disconnect(ClientId client) {
        pass(() -> listener.disconnect(client));
    }

    /** For all five. */
    void pass(Runnable event) {
        event.run();
    }
}
