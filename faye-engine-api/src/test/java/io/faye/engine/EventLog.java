package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes each event as a line, and does something with it if a test says so. */
class EventLog implements EngineListener {

    final List<String> lines = new CopyOnWriteArrayList<>();

    /** What to do after an event was noted. */
    void noted(String line) {}

    private void note(String line) {
        lines.add(line);
        noted(line);
    }

    @Override
    public void handshake(ClientId client) {
        note("handshake " + client);
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        note("subscribe " + client + " " + pattern);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        note("unsubscribe " + client + " " + pattern);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        note("publish " + publisher.map(ClientId::toString).orElse("-") + " " + channel + " " + data);
    }

    @Override
    public void disconnect(ClientId client) {
        note("disconnect " + client);
    }
}
