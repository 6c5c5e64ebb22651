package io.faye.standalone;

import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Optional;

/** Puts the five monitoring events into the console's ring. */
record EventRecorder(EventRing ring) implements EngineListener {

    @Override
    public void handshake(ClientId client) {
        ring.add(ConsoleEvent.of("handshake", client.toString(), "", ""));
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        ring.add(ConsoleEvent.of("subscribe", client.toString(), pattern.toString(), ""));
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        ring.add(ConsoleEvent.of("unsubscribe", client.toString(), pattern.toString(), ""));
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        String client = publisher.map(ClientId::toString).orElse("");
        ring.add(ConsoleEvent.of("publish", client, channel.toString(), ConsoleEvent.beginning(data)));
    }

    @Override
    public void disconnect(ClientId client) {
        ring.add(ConsoleEvent.of("disconnect", client.toString(), "", ""));
    }
}
