package io.faye.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client offers by {@code permessage-deflate}, and what is made of it (RFC 7692, section 7.1). */
final class DeflateOffer {

    private static final String SERVER_BITS = "server_max_window_bits";
    private static final Set<String> KNOWN =
            Set.of("server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits", SERVER_BITS);
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    /** The JDK has no smaller window. */
    private static final String ONLY_BITS = "15";

    private DeflateOffer() {}

    /** {@return the answer to the first offer that can be taken, if there is one} */
    static Optional<String> answer(HttpRequest head) {
        String offers = String.join(",", head.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
        return WebSocketExtensionUtil.extractExtensions(offers).stream()
                .filter(offer -> offer.name().equals("permessage-deflate"))
                .map(WebSocketExtensionData::parameters)
                .filter(DeflateOffer::isAcceptable)
                .findFirst()
                .map(offer -> offer.containsKey(SERVER_BITS) ? ANSWER + "; " + SERVER_BITS + "=" + ONLY_BITS : ANSWER);
    }

    private static boolean isAcceptable(Map<String, String> parameters) {
        return KNOWN.containsAll(parameters.keySet())
                && ONLY_BITS.equals(parameters.getOrDefault(SERVER_BITS, ONLY_BITS));
    }
}
