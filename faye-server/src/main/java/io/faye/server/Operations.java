package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import io.faye.protocol.ProtocolLimits;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Finds the operation that a message asks for by its channel. */
final class Operations implements Operation {

    private final Map<Channel, Operation> meta;
    private final Operation publish;
    private final ProtocolLimits limits;
    private final ChannelNames channelNames;
    private final BegunSessions begun;

    Operations(Service service) {
        limits = service.limits();
        channelNames = service.channelNames();
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
        if (call.hasLongId()) {
            return call.refuse(BayeuxError.badRequest(Message.Field.ID));
        }
        call.message().clientId().ifPresent(begun::used);
        return of(call.message()).perform(call);
    }

    private Operation of(Message message) {
        if (message.channel().isPresent()) {
            Channel channel = message.channel().get();
            return channel.isMeta() ? meta.getOrDefault(channel, this::forbid) : publish;
        }
        boolean metaPattern = message.text(Message.Field.CHANNEL)
                .flatMap(channelNames::pattern)
                .filter(ChannelPattern::isMeta)
                .isPresent();
        return metaPattern ? this::forbid : publish;
    }

    private CompletionStage<?> forbid(IncomingMessage call) {
        String name = call.message().text(Message.Field.CHANNEL).orElse("");
        return call.refuse(
                limits.refuses(name)
                        ? BayeuxError.badRequest(Message.Field.CHANNEL)
                        : BayeuxError.forbiddenChannel(name));
    }
}
