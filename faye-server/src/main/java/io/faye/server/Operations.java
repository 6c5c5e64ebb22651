package io.faye.server;

import io.faye.engine.SessionChannel;
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
    private final Operation callService;
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
        callService = new CallService(service, publish);
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
            return of(message.channel().get());
        }
        boolean metaPattern = message.text(Message.Field.CHANNEL)
                .flatMap(channelNames::pattern)
                .filter(ChannelPattern::isMeta)
                .isPresent();
        return metaPattern ? this::forbid : publish;
    }

    private Operation of(Channel channel) {
        if (channel.isMeta()) {
            return meta.getOrDefault(channel, this::forbid);
        }
        if (SessionChannel.isReserved(channel)) {
            return this::forbid;
        }
        return channel.isService() && channelNames.accepts(channel) ? callService : publish;
    }

    private CompletionStage<?> forbid(IncomingMessage call) {
        String name = call.message().text(Message.Field.CHANNEL).orElse("");
        return call.refuse(
                limits.refuses(name)
                        ? BayeuxError.badRequest(Message.Field.CHANNEL)
                        : BayeuxError.forbiddenChannel(name));
    }
}
