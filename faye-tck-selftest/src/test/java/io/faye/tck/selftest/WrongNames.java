package io.faye.tck.selftest;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Wrong about the names of channels and patterns. */
final class WrongNames {

    private WrongNames() {}

    /** Looks at each pattern of each session; those that derive from it do not look closely. */
    abstract static class Matching extends SmallEngine {
        @Override
        final void deliver(Channel channel, Message form, Work work) {
            sessions.values().stream()
                    .filter(session -> session.patterns.stream().anyMatch(pattern -> matches(pattern, channel)))
                    .toList()
                    .forEach(session -> queue(session, form, work));
        }

        abstract boolean matches(ChannelPattern pattern, Channel channel);
    }

    /** Takes capital letters for small ones. */
    @Breaks("PUB-1")
    static final class IgnoresCase extends Matching {
        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            return ChannelPattern.of(small(pattern)).matches(Channel.of(small(channel)));
        }

        private static String small(Object name) {
            return name.toString().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes names for the same whose hash codes are the same. */
    @Breaks("PUB-1")
    static final class ComparesHashCodes extends Matching {
        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            return pattern.matches(channel) || pattern.hashCode() == channel.hashCode();
        }
    }

    /** Has a column of 64 characters for names. */
    @Breaks("PUB-1")
    static final class CutsLongNames extends Matching {
        private static final int WIDTH = 64;

        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            return pattern.matches(channel)
                    || !pattern.isWildcard()
                            && channel.toString().length() > WIDTH
                            && pattern.toString().startsWith(channel.toString().substring(0, WIDTH));
        }
    }

    /** Looks for wildcards in eight levels only. */
    @Breaks("PUB-1")
    static final class KnowsEightLevels extends Matching {
        private static final int LEVELS = 8;

        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            return pattern.matches(channel)
                    && !(pattern.isWildcard() && channel.segments().size() > LEVELS);
        }
    }

    /** Makes regular expressions of patterns, without quoting. */
    @Breaks("PUB-1")
    static final class TakesNamesForExpressions extends Matching {
        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            boolean hidden = channel.isService() && !pattern.isService();
            return !hidden && channel.toString().matches(expression(pattern));
        }

        private static String expression(ChannelPattern pattern) {
            String name = pattern.toString();
            String expression = name.endsWith("/**")
                    ? name.replace("/**", "/.+")
                    : name.endsWith("/*") ? name.replace("/*", "/[^/]+") : name;
            try {
                return Pattern.compile(expression).pattern();
            } catch (PatternSyntaxException e) {
                return Pattern.quote(name);
            }
        }
    }

    /** Knows service channels of one level. */
    @Breaks("PUB-1")
    static final class HidesDeepServices extends Matching {
        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            boolean deep = channel.isService() && channel.segments().size() > 2;
            return pattern.matches(channel) && !(deep && pattern.isWildcard());
        }
    }

    /** Takes each channel for one of services that has such a segment anywhere. */
    @Breaks("PUB-1")
    static final class FindsServicesAnywhere extends Matching {
        @Override
        boolean matches(ChannelPattern pattern, Channel channel) {
            boolean service = channel.segments().contains("service");
            return pattern.matches(channel) && (!service || pattern.toString().contains("/service/"));
        }
    }
}
