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
    class Clients extends ClientRules {}

    @Nested
    @DisplayName("listing clients")
    class Listing extends ListingRules {}

    @Nested
    @DisplayName("attributes")
    class Attributes extends AttributeRules {}

    @Nested
    @DisplayName("subscriptions")
    class Subscriptions extends SubscriptionRules {}

    @Nested
    @DisplayName("subscriptions, as bounds of delivery,")
    class Boundaries extends BoundaryRules {}

    @Nested
    @DisplayName("delivery")
    class Delivery extends DeliveryRules {}

    @Nested
    @DisplayName("delivery at the same time")
    class DeliveryRaces extends DeliveryRaceRules {}

    @Nested
    @DisplayName("publishing")
    class Publishing extends PublishRules {}

    @Nested
    @DisplayName("that a call has completed")
    class Late extends LateCompletionRules {}

    @Nested
    @DisplayName("order")
    class Order extends OrderRules {}

    @Nested
    @DisplayName("channels and patterns of every form")
    class Names extends NameRules {}

    @Nested
    @DisplayName("messages of every content")
    class Content extends ContentRules {}

    @Nested
    @DisplayName("attributes of every text")
    class AttributeModels extends AttributeModelRules {}

    @Nested
    @DisplayName("ids that look alike")
    class Lookalikes extends LookalikeRules {}

    @Nested
    @DisplayName("more than a thousand")
    class Sizes extends SizeRules {}

    @Nested
    @DisplayName("a queue after random calls")
    class QueueModels extends QueueModelRules {}

    @Nested
    @DisplayName("two calls that are not awaited")
    class Pairs extends PairRules {}

    @Nested
    @DisplayName("an attachment")
    class Attaching extends AttachmentRules {}

    @Nested
    @DisplayName("the newest attachment")
    class AttachmentRaces extends AttachmentRaceRules {}

    @Nested
    @DisplayName("a note")
    class Notes extends NoteRules {}

    @Nested
    @DisplayName("queues")
    class Queues extends QueueRules {}

    @Nested
    @DisplayName("a wake-up")
    class WakeUps extends WakeRules {}

    @Nested
    @DisplayName("a wake-up")
    class WakeUpRaces extends WakeRaceRules {}

    @Nested
    @DisplayName("limited queues")
    class Limits extends LimitRules {}

    @Nested
    @DisplayName("an evicted queue")
    class Memory extends MemoryRules {}

    @Nested
    @DisplayName("the limit")
    class ServiceLimits extends ServiceLimitRules {}

    @Nested
    @DisplayName("sessions that are not pinged")
    class Expiry extends ExpiryRules {}

    @Nested
    @DisplayName("events")
    class Events extends EventRules {}

    @Nested
    @DisplayName("a listener")
    class Listeners extends ListenerRules {}

    @Nested
    @DisplayName("the events of a session")
    class SessionEvents extends SessionEventRules {}

    @Nested
    @DisplayName("the events of a subscription")
    class SubscriptionEvents extends SubscriptionEventRules {}

    @Nested
    @DisplayName("the events of a message")
    class MessageEvents extends MessageEventRules {}

    @Nested
    @DisplayName("the events while a session ends")
    class EndingEvents extends EndingEventRules {}

    @Nested
    @DisplayName("the events of an engine that is closed")
    class ClosingEvents extends ClosingEventRules {}

    @Nested
    @DisplayName("an engine used by many threads")
    class Threads extends ThreadRules {}

    @Nested
    @DisplayName("a healthy engine")
    class Health extends HealthRules {}

    @Nested
    @DisplayName("closing")
    class Life extends LifeRules {}

    @Nested
    @DisplayName("an engine that is closed")
    class Leftovers extends LeakRules {}

    @Nested
    @DisplayName("the rules for several processes and for backends")
    class Others extends UncheckedRules {}

    @Nested
    @DisplayName("a record of random operations")
    class Histories extends LocalHistoryRules {}
}
