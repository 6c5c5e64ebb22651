package io.faye.tracing;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code traceparent} and {@code tracestate} in the {@code ext} of a message. */
final class TraceFields implements TextMapGetter<Json> {

    private static final String PARENT = "traceparent";

    /** What was read last: a message with many subscribers is delivered many times in a row. */
    private volatile @Nullable Found last;

    /** A message, and the context in it. */
    private record Found(Message message, Optional<SpanContext> context) {}

    /** {@return the context in which a message was published, if its publisher samples that} Any thread may call this. */
    @SuppressWarnings("ReferenceEquality") // Equal messages may be told apart: that costs time only.
    Optional<SpanContext> of(Message message) {
        Found known = last;
        if (known != null && known.message() == message) {
            return known.context();
        }
        Optional<SpanContext> context = read(message);
        last = new Found(message, context);
        return context;
    }

    private Optional<SpanContext> read(Message message) {
        Optional<Json> ext = message.ext();
        if (ext.isEmpty() || ext.get().field(PARENT).isEmpty()) {
            return Optional.empty();
        }
        Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), ext.get(), this);
        return Optional.of(Span.fromContext(read).getSpanContext())
                .filter(context -> context.isValid() && context.isSampled());
    }

    @Override
    public @Nullable String get(@Nullable Json ext, String key) {
        return ext == null ? null : ext.field(key).flatMap(Json::asString).orElse(null);
    }
}
