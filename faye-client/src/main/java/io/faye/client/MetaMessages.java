package io.faye.client;

import io.faye.protocol.Channel;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes handshakes and connects, with what their {@code ext} says, and reads replies to them. Used on the client's loop only. */
final class MetaMessages {

    /** Whether the server is to hold a connect. */
    enum Hold {
        UNTIL_MESSAGES,
        AT_ONCE
    }

    /** What a connect confirms. */
    enum Confirm {
        ALL,
        NO_MORE
    }

    private static final Json AT_ONCE = Json.of(Map.of("timeout", 0));

    private final Ids ids;
    private final Times times;
    private final Tokens tokens;
    private final Acknowledgement acknowledgement = new Acknowledgement();

    MetaMessages(Ids ids, Times times, Tokens tokens) {
        this.ids = ids;
        this.times = times;
        this.tokens = tokens;
    }

    Message handshake(Json connectionTypes) {
        return withExt(
                Message.to(Channel.HANDSHAKE)
                        .with(Field.ID, Json.of(ids.next()))
                        .with(Field.VERSION, Json.of("1.0"))
                        .with(Field.SUPPORTED_CONNECTION_TYPES, connectionTypes),
                Map.of("ack", true));
    }

    Message connect(String session, ConnectionType type, Hold hold, Confirm confirm) {
        Message connect = Message.to(Channel.CONNECT)
                .with(Field.ID, Json.of(ids.next()))
                .with(Field.CLIENT_ID, Json.of(session))
                .with(Field.CONNECTION_TYPE, Json.of(type.toString()));
        Message whole = hold == Hold.AT_ONCE ? connect.with(Field.ADVICE, AT_ONCE) : connect;
        if (!acknowledgement.isOn()) {
            return withExt(whole, Map.of());
        }
        long position = confirm == Confirm.ALL ? acknowledgement.confirmAll() : acknowledgement.confirmNoMore();
        return withExt(whole, Map.of("ack", position));
    }

    private Message withExt(Message message, Map<String, Object> members) {
        Map<String, Object> ext = new LinkedHashMap<>(members);
        String token = tokens.token();
        if (token != null) {
            ext.put("auth", Map.of("token", token));
        }
        return ext.isEmpty() ? message : message.with(Field.EXT, Json.of(ext));
    }

    /** {@return whether the server knows the extension {@code ack}} */
    boolean acknowledges() {
        return acknowledgement.isOn();
    }

    /** Counts a message that was delivered. {@return whether it comes for the first time} */
    boolean isNew() {
        return acknowledgement.isNew();
    }

    /** Reads a reply before the messages that come with it. {@return whether the server wants no more of this client} */
    boolean isDismissal(Message reply) {
        Optional<Channel> channel = reply.channel();
        boolean handshake = channel.filter(Channel.HANDSHAKE::equals).isPresent();
        boolean connect = channel.filter(Channel.CONNECT::equals).isPresent();
        Optional<Json> ack = reply.ext().flatMap(ext -> ext.field("ack"));
        if (handshake) {
            acknowledgement.begin(ack.filter(Json::isTruthy).isPresent());
        } else if (connect && reply.isSuccessful()) {
            ack.ifPresent(position -> position.asLong().ifPresent(acknowledgement::received));
            tokens.renew(reply.ext()
                    .flatMap(ext -> ext.field("auth"))
                    .flatMap(auth -> auth.field("renew"))
                    .filter(Json::isTruthy)
                    .isPresent());
        }
        Optional<Json> advice = reply.field(Field.ADVICE);
        advice.ifPresent(reply.isSuccessful() ? times::follow : times::followTimeout);
        return (handshake || connect)
                && advice.flatMap(json -> json.field("reconnect"))
                        .flatMap(Json::asString)
                        .filter("none"::equals)
                        .isPresent();
    }
}
