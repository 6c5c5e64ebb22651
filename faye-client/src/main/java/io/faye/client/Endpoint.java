package io.faye.client;

import io.faye.client.spi.ClientNetwork;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where the server is, how to get there, and how its messages are read. */
record Endpoint(URI uri, ClientNetwork network, Supplier<Map<String, String>> headers) {

    /** What a server sends is within its own limits, which the client does not know. */
    private static final MessageCodec CODEC = new MessageCodec(
            new ProtocolLimits(1_000_000, 1_000, 1 << 16, 1 << 16, 1 << 16, 1, 1), ChannelNames.WIDEST);

    URI webSocketUri() {
        return URI.create("ws" + uri.toString().substring("http".length()));
    }

    Map<String, String> headersOfPost() {
        Map<String, String> all = new HashMap<>(headers.get());
        all.put("Content-Type", "application/json");
        return all;
    }

    static List<Message> decode(byte[] utf8) throws MalformedMessageException {
        return CODEC.decode(utf8);
    }
}
