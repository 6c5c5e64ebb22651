package io.faye.engine.support;

import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Optional;
import java.util.Queue;

/** Notes each event as a line. */
record NotingListener(Queue<String> lines) implements EngineListener {

    @Override
    public void handshake(ClientId client) {
        lines.add("handshake " + client);
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        lines.add("subscribe " + client + " " + pattern);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        lines.add("unsubscribe " + client + " " + pattern);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        lines.add("publish " + publisher + " " + channel + " " + data);
    }

    @Override
    public void disconnect(ClientId client) {
        lines.add("disconnect " + client);
    }
}
