package io.faye.tck.selftest;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Wrong about the result of a publish. */
final class WrongPublishing {

    private WrongPublishing() {}

    /** Says that a publisher lives whose session never existed. */
    @Breaks("PUB-3")
    static final class BelievesStrangers extends SmallEngine {
        private final Set<ClientId> seen = ConcurrentHashMap.newKeySet();

        @Override
        void create(ClientId client, Map<String, String> attributes) {
            super.create(client, attributes);
            seen.add(client);
        }

        @Override
        boolean lives(Message message) {
            return super.lives(message)
                    || message.clientId()
                            .filter(client -> !seen.contains(client))
                            .isPresent();
        }
    }

    /** Says that a publisher lives whose session has ended. */
    @Breaks(
            value = {"PUB-3", "EVT-2"},
            follows = {"CLI-2", "QUE-3"},
            because = "the host reports the publisher of such a message after its end")
    static final class BelievesTheEnded extends SmallEngine {
        private final Set<ClientId> seen = ConcurrentHashMap.newKeySet();

        @Override
        void create(ClientId client, Map<String, String> attributes) {
            super.create(client, attributes);
            seen.add(client);
        }

        @Override
        boolean lives(Message message) {
            return message.clientId().filter(seen::contains).isPresent();
        }
    }

    /** Says that the publisher of a text lives only if the text has a subscriber. */
    @Breaks("PUB-3")
    static final class ForgetsPublishersOfTexts extends SmallEngine {
        @Override
        boolean lives(Message message) {
            boolean text = message.data()
                    .filter(data -> data.toString().startsWith("\""))
                    .isPresent();
            return super.lives(message)
                    && message.channel()
                            .filter(channel ->
                                    !text || !index.subscribers(channel).isEmpty())
                            .isPresent();
        }
    }

    /** Says that there is a living publisher of a message that names none. */
    @Breaks("PUB-3")
    static final class FindsPublishersOfTheServer extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(message)
                    .thenApply(lives -> lives || message.clientId().isEmpty());
        }
    }

    /** Completes a publish when some subscribers have the message, and queues it for the others later. */
    @Breaks("PUB-4")
    static final class CompletesEarly extends SmallEngine {
        private static final int SOME = 20;
        private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

        @Override
        void deliver(Channel channel, Message form, Work work) {
            List<SmallSession> all = index.subscribers(channel);
            int some = Math.min(SOME, all.size());
            all.subList(0, some).forEach(session -> queue(session, form, work));
            if (some < all.size()) {
                LATER.execute(() -> goOn(all.subList(some, all.size()), form));
            }
        }

        private void goOn(List<SmallSession> others, Message form) {
            change(work -> {
                others.forEach(session -> queue(session, form, work));
                return null;
            });
        }
    }
}
