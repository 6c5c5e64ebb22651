package io.faye.spring;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.server.ServiceCall;
import java.util.Map;
import java.util.Optional;

/**
 * What a listener method may see.
 *
 * @param channel the channel
 * @param variables what the template's variables stand for
 * @param data the data, {@link Json#NULL} if there is none
 * @param message the message, unless it is a call
 * @param call the call, if it is one
 */
record ReceivedMessage(
        Channel channel,
        Map<String, String> variables,
        Json data,
        Optional<Message> message,
        Optional<ServiceCall> call) {

    static ReceivedMessage of(Message message, Channel channel, Map<String, String> variables) {
        return new ReceivedMessage(
                channel, variables, message.data().orElse(Json.NULL), Optional.of(message), Optional.empty());
    }

    static ReceivedMessage of(ServiceCall call) {
        return new ReceivedMessage(call.channel(), call.variables(), call.data(), Optional.empty(), Optional.of(call));
    }
}
