package io.faye.transport.http.frame;

import io.faye.transport.http.header.QuotedList;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers what a client offers as {@code permessage-deflate} (RFC 7692, section 7.1). */
public final class DeflateOffer {

    private static final String NAME = "permessage-deflate";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final Set<String> FLAGS =
            Set.of("server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits");
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    /** The JDK has no smaller window. */
    private static final String ONLY_BITS = "15";

    private DeflateOffer() {}

    /** {@return the answer to the first offer that can be taken, if there is one} */
    public static Optional<String> answer(HttpRequest head) {
        return head.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS).stream()
                .flatMap(list -> QuotedList.split(list, ',').stream())
                .map(offer -> QuotedList.split(offer, ';'))
                .filter(DeflateOffer::isAcceptable)
                .findFirst()
                .map(offer -> asksForBits(offer) ? ANSWER + "; " + SERVER_BITS + "=" + ONLY_BITS : ANSWER);
    }

    /** Takes an offer: the extension's name, then its parameters. */
    private static boolean isAcceptable(List<String> offer) {
        return offer.get(0).equals(NAME) && offer.stream().skip(1).allMatch(DeflateOffer::isAcceptable);
    }

    private static boolean isAcceptable(String parameter) {
        return isBits(parameter) ? value(parameter).equals(ONLY_BITS) : FLAGS.contains(name(parameter));
    }

    private static boolean asksForBits(List<String> offer) {
        return offer.stream().anyMatch(DeflateOffer::isBits);
    }

    private static boolean isBits(String parameter) {
        return name(parameter).equals(SERVER_BITS);
    }

    private static String name(String parameter) {
        int end = parameter.indexOf('=');
        return (end < 0 ? parameter : parameter.substring(0, end)).strip();
    }

    private static String value(String parameter) {
        int begin = parameter.indexOf('=') + 1;
        return begin == 0
                ? ""
                : QuotedList.unquoted(parameter.substring(begin).strip()).orElse("");
    }
}
