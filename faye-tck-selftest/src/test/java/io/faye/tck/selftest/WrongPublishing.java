package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wrong about what it says of a published message. */
final class WrongPublishing {

    private WrongPublishing() {}

    /** Reports a message of the server itself only if somebody gets it. */
    @Breaks("PUB-3")
    static final class ReportsWhatArrives extends SmallEngine {
        @Override
        void report(Optional<ClientId> publisher, Channel channel, Message message, Work work) {
            if (message.clientId().isPresent() || !index.subscribers(channel).isEmpty()) {
                super.report(publisher, channel, message, work);
            }
        }
    }

    /** Reports data that is not there as an empty object. */
    @Breaks("PUB-3")
    static final class InventsData extends WrongEngine {
        @Override
        EngineContext lend(EngineContext lent) {
            return new Heard(lent) {
                @Override
                public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
                    super.publish(publisher, channel, data.equals(Json.NULL) ? Json.parse("{}") : data);
                }
            };
        }
    }

    /** Believes a stranger who says that he is the publisher. */
    @Breaks("PUB-3")
    static final class BelievesStrangers extends SmallEngine {
        private final Set<ClientId> seen = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<ClientId> createClient(Map<String, String> attributes) {
            return super.createClient(attributes).whenComplete((client, fault) -> seen.add(client));
        }

        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            Optional<ClientId> stranger = message.clientId().filter(client -> !seen.contains(client));
            Optional<ClientId> known = Optional.ofNullable(publisher).map(session -> session.id);
            report(known.or(() -> stranger), channel, message, work);
            deliver(channel, form(message), work);
        }
    }

    /** Answers a publisher when some have his message, and queues it for the others a little later. */
    @Breaks("PUB-4")
    static final class AnswersEarly extends SmallEngine {
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

    /** Looks whether a publisher is there a moment before it accepts what he publishes. */
    @Breaks(value = "EVT-2", race = true)
    static final class RemembersPublishers extends SmallEngine {
        private static final ThreadLocal<Optional<ClientId>> PUBLISHER = ThreadLocal.withInitial(Optional::empty);

        @Override
        public CompletionStage<Void> publish(Message message) {
            PUBLISHER.set(message.clientId().filter(this::isThere));
            Moment.pass();
            return super.publish(message);
        }

        private synchronized boolean isThere(ClientId client) {
            return alive(client) != null;
        }

        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            report(PUBLISHER.get(), channel, message, work);
            deliver(channel, form(message), work);
        }
    }
}
