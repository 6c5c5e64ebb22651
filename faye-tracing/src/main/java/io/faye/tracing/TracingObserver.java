package io.faye.tracing;

import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.ServerObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a span when what it tells of is over, with the time at which that began: nothing is kept meanwhile. */
final class TracingObserver implements ServerObserver {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("faye.transport");
    private static final int MOST_LINKS = 128;

    private final Tracer tracer;
    private final TraceFields fields = new TraceFields();

    TracingObserver(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void published(Message message, long nanos) {
        Optional<SpanContext> publisher = fields.of(message);
        if (publisher.isPresent()) {
            SpanBuilder span =
                    builder("publish", SpanKind.SERVER).setParent(Context.root().with(Span.wrap(publisher.get())));
            message.channel().map(Channel::toString).ifPresent(channel -> span.setAttribute(DESTINATION, channel));
            record(span, nanos);
        }
    }

    @Override
    public void delivered(List<Message> messages, String transport, long nanos) {
        Set<SpanContext> publishers = Set.of();
        for (Message message : messages) {
            Optional<SpanContext> publisher = fields.of(message);
            if (publisher.isPresent()) {
                publishers = publishers.isEmpty() ? new LinkedHashSet<>() : publishers;
                publishers.add(publisher.get());
            }
        }
        if (!publishers.isEmpty()) {
            SpanBuilder span = builder("deliver", SpanKind.CLIENT)
                    .setNoParent()
                    .setAttribute(COUNT, (long) messages.size())
                    .setAttribute(TRANSPORT, transport);
            publishers.stream().limit(MOST_LINKS).forEach(span::addLink);
            record(span, nanos);
        }
    }

    private SpanBuilder builder(String operation, SpanKind kind) {
        return tracer.spanBuilder(operation)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "faye")
                .setAttribute(OPERATION, operation)
                .setAttribute(TYPE, "send");
    }

    private static void record(SpanBuilder span, long nanos) {
        Instant end = Instant.now();
        span.setStartTimestamp(end.minusNanos(nanos)).startSpan().end(end);
    }
}
