package io.faye.tck.selftest;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about who gets a message. */
final class WrongDelivery {

    private WrongDelivery() {}

    /** Delivers once for each subscription that matches. */
    @Breaks("PUB-1")
    static final class DeliversForEachSubscription extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            for (SmallSession session : index.subscribers(channel)) {
                List.copyOf(session.patterns).stream()
                        .filter(pattern -> pattern.matches(channel))
                        .forEach(pattern -> queue(session, form, work));
            }
        }
    }

    /** Looks for doubles among those only that had several matching subscriptions when it began to look. */
    @Breaks(value = "PUB-1", race = true)
    static final class DeliversTwiceToLateSubscribers extends SmallEngine {
        private static final ThreadLocal<List<SmallSession>> FOUND = ThreadLocal.withInitial(ArrayList::new);

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            FOUND.set(message.channel().map(this::lookUp).orElse(List.of()));
            return super.publish(message);
        }

        private List<SmallSession> lookUp(Channel channel) {
            Set<SmallSession> several = Set.copyOf(holders(channel, 2));
            List<SmallSession> all = new ArrayList<>();
            for (ChannelPattern pattern : channel.patterns()) {
                Moment.pass();
                synchronized (this) {
                    sessions.values().stream()
                            .filter(session -> session.patterns.contains(pattern))
                            .filter(session -> !several.contains(session) || !all.contains(session))
                            .forEach(all::add);
                }
            }
            return all;
        }

        private synchronized List<SmallSession> holders(Channel channel, int least) {
            return sessions.values().stream()
                    .filter(session -> session.patterns.stream()
                                    .filter(pattern -> pattern.matches(channel))
                                    .count()
                            >= least)
                    .toList();
        }

        @Override
        void deliver(Channel channel, Message form, Work work) {
            List<SmallSession> now = index.subscribers(channel);
            FOUND.get().stream().filter(now::contains).forEach(session -> queue(session, form, work));
        }
    }

    /** Takes {@code /**} for what is at least two levels deep. */
    @Breaks(value = "PUB-1", follows = "SUB-2", because = "a subscription that does not match gets nothing")
    static final class LooksTooDeep extends SmallEngine {
        private static final ChannelPattern EVERYTHING = ChannelPattern.of("/**");

        @Override
        void deliver(Channel channel, Message form, Work work) {
            index.subscribers(channel).stream()
                    .filter(session -> channel.segments().size() > 1 || hasOther(session, channel))
                    .forEach(session -> queue(session, form, work));
        }

        private static boolean hasOther(SmallSession session, Channel channel) {
            return session.patterns.stream().anyMatch(held -> held.matches(channel) && !held.equals(EVERYTHING));
        }
    }

    /** Shows service channels to those who subscribed to everything. */
    @Breaks("PUB-1")
    static final class ShowsServiceChannels extends SmallEngine {
        private static final ChannelPattern EVERYTHING = ChannelPattern.of("/**");

        @Override
        void deliver(Channel channel, Message form, Work work) {
            super.deliver(channel, form, work);
            if (channel.isService()) {
                sessions.values().stream()
                        .filter(session -> session.patterns.contains(EVERYTHING))
                        .forEach(session -> queue(session, form, work));
            }
        }
    }

    /** Keeps names in a list with blanks between them, so that a name ends at its first blank. */
    @Breaks("PUB-1")
    static final class CutsNamesAtBlanks extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            String first = channel.toString().split(" ", 2)[0];
            super.deliver(Channel.parse(first).orElse(channel), form, work);
        }
    }

    /** Takes a name that ends with a star for the names that begin so. */
    @Breaks("PUB-1")
    static final class TakesStarsForWildcards extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            super.deliver(channel, form, work);
            sessions.values().stream()
                    .filter(session -> session.patterns.stream().anyMatch(pattern -> isGlob(pattern, channel)))
                    .filter(session -> !index.subscribers(channel).contains(session))
                    .forEach(session -> queue(session, form, work));
        }

        private static boolean isGlob(ChannelPattern pattern, Channel channel) {
            String text = pattern.toString();
            return !pattern.isWildcard()
                    && text.endsWith("*")
                    && channel.toString().startsWith(text.substring(0, text.length() - 1));
        }
    }

    /** Loses a message to a channel when another one to the same channel waits for its turn. */
    @Breaks(value = "PUB-1", race = true)
    static final class LosesWhatRaces extends SmallEngine {
        private final Map<Channel, Integer> waiting = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            message.channel().ifPresent(channel -> waiting.merge(channel, 1, Integer::sum));
            Moment.pass();
            return super.publish(message);
        }

        @Override
        void deliver(Channel channel, Message form, Work work) {
            if (waiting.merge(channel, -1, Integer::sum) == 0) {
                super.deliver(channel, form, work);
            }
        }
    }

    /** Takes a message for one that it has delivered already, if their ids are the same. */
    @Breaks("PUB-1")
    static final class TakesIdsForUnique extends SmallEngine {
        private final Set<Json> seen = ConcurrentHashMap.newKeySet();

        @Override
        void deliver(Channel channel, Message form, Work work) {
            if (form.field(Message.Field.ID).map(seen::add).orElse(true)) {
                super.deliver(channel, form, work);
            }
        }
    }

    /** Loses what goes to channels of more than four levels. */
    @Breaks("PUB-1")
    static final class LosesTheDepths extends SmallEngine {
        private static final int LEVELS = 4;

        @Override
        void deliver(Channel channel, Message form, Work work) {
            if (channel.segments().size() <= LEVELS) {
                super.deliver(channel, form, work);
            }
        }
    }
}
