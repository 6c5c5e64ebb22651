package io.faye.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Checks all rules of {@link io.faye.engine.Engine} that one process can show. The author of an engine extends it:
 *
 * <pre>
 * class MyEngineTest extends EngineTck {
 *     &#64;Override protected EngineProvider provider() { return new MyEngineProvider(); }
 *     &#64;Override protected EngineOptions options() { return EngineOptions.of("url", backend.url()); }
 * }
 * </pre>
 *
 * What applies follows from the provider's {@link io.faye.engine.EngineCapabilities}. The time of an engine without a clock of its
 * own is turned by hand: it stands still unless a test moves it. The rules are in {@code RULES.md} beside this class,
 * each with its reason and with what to look at in an engine that does not keep it.
 */
public abstract class EngineTck extends Kit {

    /** Makes the tests. */
    protected EngineTck() {}

    @Nested
    @DisplayName("clients")
    class Clients extends ClientRules {
        Clients() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("listing clients")
    class Listing extends ListingRules {
        Listing() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("attributes")
    class Attributes extends AttributeRules {
        Attributes() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("subscriptions")
    class Subscriptions extends SubscriptionRules {
        Subscriptions() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("subscriptions, as bounds of delivery,")
    class Boundaries extends BoundaryRules {
        Boundaries() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("delivery")
    class Delivery extends DeliveryRules {
        Delivery() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("delivery at the same time")
    class DeliveryRaces extends DeliveryRaceRules {
        DeliveryRaces() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("publishing")
    class Publishing extends PublishRules {
        Publishing() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("that a call has completed")
    class Late extends LateRules {
        Late() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("order")
    class Order extends OrderRules {
        Order() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("two calls that are not awaited")
    class Pairs extends PairRules {
        Pairs() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("an attachment")
    class Attaching extends AttachmentRules {
        Attaching() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the newest attachment")
    class AttachmentRaces extends AttachmentRaceRules {
        AttachmentRaces() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a note")
    class Notes extends NoteRules {
        Notes() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("queues")
    class Queues extends QueueRules {
        Queues() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a wake-up")
    class WakeUps extends WakeRules {
        WakeUps() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a wake-up")
    class WakeUpRaces extends WakeRaceRules {
        WakeUpRaces() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("limited queues")
    class Limits extends LimitRules {
        Limits() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("an evicted queue")
    class Memory extends MemoryRules {
        Memory() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the limit")
    class ServiceLimits extends ServiceLimitRules {
        ServiceLimits() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("sessions that are not pinged")
    class Expiry extends ExpiryRules {
        Expiry() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("events")
    class Events extends EventRules {
        Events() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a listener")
    class Listeners extends ListenerRules {
        Listeners() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the events of a session")
    class SessionEvents extends SessionEventRules {
        SessionEvents() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the events of a subscription")
    class SubscriptionEvents extends SubscriptionEventRules {
        SubscriptionEvents() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the events of a message")
    class MessageEvents extends MessageEventRules {
        MessageEvents() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the events while a session ends")
    class EndingEvents extends EndingEventRules {
        EndingEvents() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the events of an engine that is closed")
    class ClosingEvents extends ClosingEventRules {
        ClosingEvents() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("an engine used by many threads")
    class Threads extends ThreadRules {
        Threads() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a healthy engine")
    class Health extends HealthRules {
        Health() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("closing")
    class Life extends LifeRules {
        Life() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("an engine that is closed")
    class Leftovers extends LeftoverRules {
        Leftovers() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("the rules for several processes and for backends")
    class Others extends OtherRules {
        Others() {
            super(EngineTck.this);
        }
    }

    @Nested
    @DisplayName("a record of random operations")
    class Histories extends LocalHistoryRules {
        Histories() {
            super(EngineTck.this);
        }
    }
}
