package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wrong about what it says of a published message. */
final class WrongPublishing {

    private WrongPublishing() {}

    /** Reports a message only if somebody gets it. */
    @Breaks("PUB-3")
    static final class ReportsWhatArrives extends SmallEngine {
        @Override
        void report(Optional<ClientId> publisher, Channel channel, Message message, Work work) {
            if (!index.subscribers(channel).isEmpty()) {
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

    /** Believes whoever says that he is the publisher. */
    @Breaks("PUB-3")
    static final class BelievesPublishers extends SmallEngine {
        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            report(message.clientId(), channel, message, work);
            deliver(channel, form(message), work);
        }
    }

    /** Answers a publisher, and queues his message then. */
    @Breaks("PUB-4")
    static final class AnswersFirst extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            work.afterwards(() -> change(later -> {
                super.deliver(channel, form, later);
                return null;
            }));
        }
    }

    /** Reports what is published by a client as soon as it is accepted, and not in the client's turn. */
    @Breaks(value = "EVT-2", race = true)
    static final class ReportsOutOfTurn extends SmallEngine {
        @Override
        void publish(@Nullable SmallSession publisher, Channel channel, Message message, Work work) {
            work.inTurnOfNobody();
            super.publish(publisher, channel, message, work);
        }
    }
}
