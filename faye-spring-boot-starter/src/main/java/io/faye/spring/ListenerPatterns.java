package io.faye.spring;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.ChannelPattern;
import java.util.List;

/** Finds patterns to subscribe to for templates. */
final class ListenerPatterns {

    private ListenerPatterns() {}

    /** {@return the narrowest pattern that has all channels of a template} It may have more. */
    static ChannelPattern covering(ChannelTemplate template) {
        List<String> segments = template.segments();
        int fixed = 0;
        while (fixed < segments.size() && !isOpen(segments.get(fixed))) {
            fixed++;
        }
        StringBuilder pattern = new StringBuilder();
        segments.subList(0, fixed).forEach(segment -> pattern.append('/').append(segment));
        if (fixed < segments.size()) {
            boolean oneLevel =
                    fixed == segments.size() - 1 && !segments.get(fixed).equals("**");
            pattern.append(oneLevel ? "/*" : "/**");
        }
        return ChannelPattern.of(pattern.toString());
    }

    private static boolean isOpen(String segment) {
        return segment.startsWith("{") || segment.startsWith("*");
    }
}
