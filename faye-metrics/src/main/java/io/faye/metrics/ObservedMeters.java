package io.faye.metrics;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.server.ServerObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of what is observed as it happens. Each is made when it is needed first, and then kept in a field. */
final class ObservedMeters implements ServerObserver {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5)
    };
    private static final String OTHER = "other";
    private static final int FAILED_TO_PUBLISH = 407;
    private static final int FAULTS = 500;

    private final MeterRegistry registry;
    private final List<ChannelTemplate> templates;
    /** By the operation's name, one timer for each outcome. */
    private final Map<String, Map<Outcome, Timer>> operations = new ConcurrentHashMap<>();

    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();
    private final Map<String, Counter> failed = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new ConcurrentHashMap<>();
    private final Counter refusedHandshakes;
    private final DeliveryTimers deliveryLag;
    private final DeliveryTimers acknowledgementLag;

    ObservedMeters(MeterRegistry registry, List<ChannelTemplate> templates) {
        this.registry = registry;
        this.templates = templates;
        this.deliveryLag = new DeliveryTimers(
                registry, "faye.delivery.lag", "Batches of messages, and the time from the queue to the connection");
        this.acknowledgementLag = new DeliveryTimers(
                registry, "faye.acknowledgement.lag", "Answers with messages, and the time until clients confirm them");
        this.refusedHandshakes = Counter.builder("faye.handshakes")
                .tag("outcome", "refused")
                .description(ServerMeters.HANDSHAKES)
                .register(registry);
        templates.forEach(template -> accepted.put(template.toString(), published("accepted", template.toString())));
        accepted.put(OTHER, published("accepted", OTHER));
    }

    @Override
    public void completed(String operation, Outcome outcome, long nanos) {
        Map<Outcome, Timer> known = operations.get(operation);
        Map<Outcome, Timer> timers = known == null ? operations.computeIfAbsent(operation, this::timers) : known;
        Objects.requireNonNull(timers.get(outcome)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Map<Outcome, Timer> timers(String operation) {
        Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("faye.engine.operation")
                            .tag("operation", operation)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .description("Operations of the engine, and the time until it completed them")
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
        return timers;
    }

    @Override
    public void published(Channel channel) {
        count(accepted, "accepted", template(channel));
    }

    @Override
    public void refused(Optional<Channel> channel, BayeuxError error) {
        refusals.computeIfAbsent(Refusal.of(error), this::refusals).increment();
        if (channel.filter(Channel.HANDSHAKE::equals).isPresent()) {
            refusedHandshakes.increment();
        } else if (channel.filter(Channel::isMeta).isEmpty()) {
            boolean fault = error.code() >= FAULTS || error.code() == FAILED_TO_PUBLISH;
            count(
                    fault ? failed : refused,
                    fault ? "failed" : "refused",
                    channel.map(this::template).orElse(OTHER));
        }
    }

    @Override
    public void delivered(String transport, long nanos) {
        deliveryLag.record(transport, nanos);
    }

    @Override
    public void acknowledged(String transport, long nanos) {
        acknowledgementLag.record(transport, nanos);
    }

    private void count(Map<String, Counter> counters, String outcome, String template) {
        Counter known = counters.get(template);
        (known == null ? counters.computeIfAbsent(template, added -> published(outcome, added)) : known).increment();
    }

    private Counter published(String outcome, String template) {
        return Counter.builder("faye.messages.published")
                .tag("outcome", outcome)
                .tag("template", template)
                .description("Messages that clients published, by what became of them")
                .register(registry);
    }

    private Counter refusals(Refusal refusal) {
        return Counter.builder("faye.refusals")
                .tag("code", refusal.code())
                .tag("limit", refusal.limit())
                .description("Messages that were refused, by Bayeux' code, and by the limit if one was passed")
                .register(registry);
    }

    private String template(Channel channel) {
        for (ChannelTemplate template : templates) {
            if (template.matches(channel)) {
                return template.toString();
            }
        }
        return OTHER;
    }
}
