package io.faye.tck.history;

import io.faye.engine.EngineListener;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.tck.history.Event.Kind;
import io.faye.tck.history.Event.Published;
import java.util.Optional;

/** Notes the monitoring events of one process. */
final class RecordedListener implements EngineListener {

    private final RecordedEngine engine;

    RecordedListener(RecordedEngine engine) {
        this.engine = engine;
    }

    @Override
    public void handshake(ClientId client) {
        engine.note(Kind.HANDSHAKE, client, null);
    }

    @Override
    public void subscribe(ClientId client, ChannelPattern pattern) {
        engine.note(Kind.SUBSCRIBE, client, pattern);
    }

    @Override
    public void unsubscribe(ClientId client, ChannelPattern pattern) {
        engine.note(Kind.UNSUBSCRIBE, client, pattern);
    }

    @Override
    public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
        engine.note(Kind.PUBLISH, publisher.orElse(null), new Published(channel, data));
    }

    @Override
    public void disconnect(ClientId client) {
        engine.note(Kind.DISCONNECT, client, null);
    }
}
