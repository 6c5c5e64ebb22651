package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Finds the operation that a message asks for by its channel. */
final class Operations implements Operation {

    private final Map<Channel, Operation> meta;
    private final Operation publish;
    private final BegunSessions begun;

    Operations(Service service) {
        begun = service.begun();
        meta = Map.of(
                Channel.HANDSHAKE, new Handshake(service),
                Channel.CONNECT, new Connect(service),
                Channel.SUBSCRIBE, new Subscribe(service),
                Channel.UNSUBSCRIBE, new Unsubscribe(service),
                Channel.DISCONNECT, new Disconnect(service));
        publish = new Publish(service);
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        if (call.isObsolete()) {
            return call.drop();
        }
        call.message().clientId().map(begun::find).ifPresent(BegunSession::used);
        return of(call.message()).perform(call);
    }

    private Operation of(Message message) {
        if (message.channel().isPresent()) {
            Channel channel = message.channel().get();
            return channel.isMeta() ? meta.getOrDefault(channel, Operations::forbid) : publish;
        }
        boolean metaPattern = message.text(Message.Field.CHANNEL)
                .flatMap(ChannelPattern::parse)
                .filter(ChannelPattern::isMeta)
                .isPresent();
        return metaPattern ? Operations::forbid : publish;
    }

    private static CompletionStage<?> forbid(IncomingMessage call) {
        return call.refuse(BayeuxError.forbiddenChannel(
                call.message().text(Message.Field.CHANNEL).orElse("")));
    }
}
