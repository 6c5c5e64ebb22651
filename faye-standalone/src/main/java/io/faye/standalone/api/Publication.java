package io.faye.standalone.api;

import io.faye.engine.SessionChannel;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.BayeuxServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a program asks to publish: the same data on one channel or on several.
 *
 * @param messages one for each channel, in the order in which the channels were given
 */
record Publication(List<Message> messages) {

    private static final String CHANNELS = "channels";
    private static final Set<String> KNOWN = Set.of(Field.CHANNEL, CHANNELS, Field.DATA, Field.ID, Field.EXT);

    /**
     * {@return what an object of a request asks for}
     *
     * @throws IllegalArgumentException if it is not understood, or names what is no channel for programs; the message is for the
     *     program
     */
    static Publication of(Message asked, BayeuxServer server) {
        Optional<BayeuxError> refusal = asked.refusal();
        if (refusal.isPresent()) {
            throw new IllegalArgumentException("Passed a limit of the server: " + refusal.get());
        }
        for (String name : asked.fields().keySet()) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "Expected no member '" + name + "': known are channel, channels, data, id and ext");
            }
        }
        Json data = asked.field(Field.DATA).orElseThrow(() -> new IllegalArgumentException("Expected a member 'data'"));
        if (server.codec().limits().refusesIdOf(asked)) {
            throw new IllegalArgumentException(
                    "Expected an 'id' of " + server.codec().limits().maxIdLength() + " bytes of JSON or fewer");
        }
        List<Message> messages = new ArrayList<>();
        for (String name : channels(asked)) {
            Message message = Message.to(channel(name, server)).with(Field.DATA, data);
            messages.add(copy(asked, Field.EXT, copy(asked, Field.ID, message)));
        }
        return new Publication(List.copyOf(messages));
    }

    private static Message copy(Message from, String name, Message to) {
        return from.field(name).map(value -> to.with(name, value)).orElse(to);
    }

    private static List<String> channels(Message asked) {
        Optional<Json> one = asked.field(Field.CHANNEL);
        Optional<Json> several = asked.field(CHANNELS);
        if (one.isPresent() == several.isPresent()) {
            throw new IllegalArgumentException("Expected either 'channel' or 'channels'");
        }
        if (one.isPresent()) {
            return List.of(text(one.get()));
        }
        if (several.get().kind() != Json.Kind.ARRAY || several.get().elements().isEmpty()) {
            throw new IllegalArgumentException("Expected 'channels' to be a list of one channel or more");
        }
        return several.get().elements().stream().map(Publication::text).toList();
    }

    private static String text(Json name) {
        return name.asString().orElseThrow(() -> new IllegalArgumentException("Expected the name of a channel"));
    }

    private static Channel channel(String name, BayeuxServer server) {
        Optional<Channel> channel = server.codec().limits().refuses(name)
                ? Optional.empty()
                : server.channelNames().channel(name);
        Channel valid = channel.orElseThrow(
                () -> new IllegalArgumentException("Expected a channel such as /chat/lobby, but got " + shown(name)));
        if (valid.isMeta() || valid.isService() || SessionChannel.isReserved(valid)) {
            throw new IllegalArgumentException(
                    "Expected a channel outside of /meta and /service, but got '" + valid + "'");
        }
        return valid;
    }

    private static String shown(String name) {
        return Json.of(name.length() <= 64 ? name : name.substring(0, 64) + "...")
                .toString();
    }
}
