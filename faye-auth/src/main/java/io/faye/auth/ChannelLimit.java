package io.faye.auth;

import io.faye.auth.support.SubscriptionFields;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a principal to the channels that its credential names. */
final class ChannelLimit {

    private ChannelLimit() {}

    /** {@return why a message goes beyond the principal's channels, if it does} */
    static Optional<BayeuxError> refusal(Principal principal, Message message, ChannelNames names) {
        Set<ChannelPattern> granted = principal.channels();
        if (granted.isEmpty()) {
            return Optional.empty();
        }
        return asked(message, names)
                .filter(pattern -> granted.stream().noneMatch(limit -> covers(limit, pattern)))
                .findFirst()
                .map(pattern -> BayeuxError.forbiddenChannel(pattern.toString()));
    }

    /** Names that are none are left to the server, which refuses them. */
    private static Stream<ChannelPattern> asked(Message message, ChannelNames names) {
        Optional<Channel> channel = message.channel();
        if (channel.filter(Channel.SUBSCRIBE::equals).isPresent()) {
            return SubscriptionFields.names(message).stream().flatMap(name -> names.pattern(name).stream());
        }
        return channel.filter(name -> !name.isMeta()).stream().map(name -> ChannelPattern.of(name.toString()));
    }

    /** {@return whether a pattern matches all that another one matches} */
    static boolean covers(ChannelPattern limit, ChannelPattern asked) {
        if (limit.equals(asked)) {
            return true;
        }
        if (!asked.isWildcard()) {
            return limit.matches(Channel.of(asked.toString()));
        }
        String wide = limit.toString();
        return wide.endsWith("/**")
                && asked.toString().startsWith(wide.substring(0, wide.length() - 2))
                && (limit.isService() || !asked.isService());
    }
}
