package io.faye.transport;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Takes header fields apart that are lists. */
public final class HeaderLists {

    private HeaderLists() {}

    /**
     * {@return whether a list such as {@code keep-alive, Upgrade} holds a token, whatever its case}
     *
     * @param lists the values of the header field
     * @param token the token
     */
    public static boolean hasToken(List<String> lists, String token) {
        return lists.stream().flatMap(HeaderLists::members).anyMatch(token::equalsIgnoreCase);
    }

    /**
     * {@return the members of a list without quotations, such as {@code text/html, text/event-stream}}
     *
     * @param list the value of the header field
     */
    public static Stream<String> members(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip);
    }
}
