package io.faye.tck;

import io.faye.protocol.ChannelNames;
import java.util.List;

/** Channels of {@link ChannelNames#WIDEST}, and whom their names could be mistaken for. */
final class AnyNames {

    /**
     * Names with every character that is no letter or digit: what a store, its language or a pattern of its own may take
     * for a wildcard, a quote, a separator or a variable, and blanks that a store may cut off. No one stands for another.
     */
    static final List<String> ALL = List.of(
            "/a", "/A", "/a.b", "/a_b", "/a-b", "/a+b", "/a b", "/ a", "/a /b", "/a*", "/*a", "/***", "/a#b", "/{a}",
            "/'a'", "/(a)", "/$a", "/@a", "/~a", "/!a");

    private AnyNames() {}
}
