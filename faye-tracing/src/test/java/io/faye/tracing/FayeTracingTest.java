package io.faye.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.BayeuxServer;
import io.faye.server.ServerObserver;
import io.faye.transport.http.FayeHttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Traces of a server")
class FayeTracingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER_TRACE = "1bf7651916cd43dd8448eb211c80319d";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String SAMPLED = "'traceparent':'00-" + TRACE + "-" + SPAN + "-01','tracestate':'vendor=1'";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FayeHttpServer server = FayeHttpServer.builder()
            .host("localhost")
            .bayeux(BayeuxServer.builder().observer(ServerObserver.all(new Broken(), FayeTracing.observer(telemetry))))
            .start();

    /** Does not concern the observer beside it. */
    private static final class Broken implements ServerObserver {
        @Override
        public void delivered(String transport, long nanos) {
            throw new IllegalStateException("The observer is broken");
        }
    }

    @AfterEach
    void close() {
        server.close();
        telemetry.close();
    }

    private String ask(String messages) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(messages.replace('\'', '"')))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private String subscriber() throws Exception {
        Matcher id = Pattern.compile("\"clientId\":\"(\\w+)\"")
                .matcher(ask(
                        "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}"));
        assertThat(id.find()).isTrue();
        ask("{'channel':'/meta/subscribe','clientId':'" + id.group(1) + "','subscription':'/chat/*'}");
        poll(id.group(1));
        return id.group(1);
    }

    private String poll(String client) throws Exception {
        return ask("{'channel':'/meta/connect','clientId':'" + client
                + "','connectionType':'long-polling','advice':{'timeout':0}}");
    }

    private SpanData span(String name) {
        return Awaitility.await("the span " + name)
                .atMost(LIMIT)
                .until(
                        () -> spans.getFinishedSpanItems().stream()
                                .filter(span -> span.getName().equals(name))
                                .findFirst()
                                .orElse(null),
                        span -> span != null);
    }

    @Test
    @DisplayName("have a span for a publish, whose parent is the publisher's, and 'ext' reaches subscribers unchanged")
    void tracesPublishes() throws Exception {
        String client = subscriber();
        ask("{'channel':'/chat/a','data':1,'ext':{" + SAMPLED + "}}");

        SpanData publish = span("publish");
        assertThat(publish.getTraceId()).isEqualTo(TRACE);
        assertThat(publish.getParentSpanId()).isEqualTo(SPAN);
        assertThat(publish.getParentSpanContext().getTraceState().get("vendor")).isEqualTo("1");
        assertThat(publish.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(publish.getAttributes().get(AttributeKey.stringKey("messaging.system")))
                .isEqualTo("faye");
        assertThat(publish.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                .isEqualTo("/chat/a");
        assertThat(publish.getEndEpochNanos()).isGreaterThanOrEqualTo(publish.getStartEpochNanos());
        assertThat(poll(client)).contains("\"ext\":{" + SAMPLED.replace('\'', '"') + "}");
    }

    @Test
    @DisplayName("have one span for a batch, with a link to each publisher's")
    void tracesBatches() throws Exception {
        String client = subscriber();
        String other = SAMPLED.replace(TRACE, OTHER_TRACE);
        ask("[{'channel':'/chat/a','data':1,'ext':{" + SAMPLED + "}},{'channel':'/chat/a','data':2},"
                + "{'channel':'/chat/b','data':3,'ext':{" + other + "}}]");
        assertThat(poll(client)).contains("/chat/b");

        SpanData deliver = span("deliver");
        assertThat(deliver.getLinks().stream().map(LinkData::getSpanContext))
                .extracting("traceId")
                .containsExactlyInAnyOrder(TRACE, OTHER_TRACE);
        assertThat(deliver.getParentSpanContext().isValid()).isFalse();
        assertThat(deliver.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
                .isEqualTo(3);
        assertThat(deliver.getAttributes().get(AttributeKey.stringKey("faye.transport")))
                .isEqualTo("long-polling");
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsOnlyOnce("deliver");
    }

    @Test
    @DisplayName("have nothing of messages without a context, with a bad one, or with one that is not sampled")
    void tracesSampledOnly() throws Exception {
        String client = subscriber();
        for (String ext : List.of(
                "",
                "'traceparent':7",
                "'traceparent':'nonsense'",
                "'traceparent':'00-" + "0".repeat(32) + "-" + SPAN + "-01'",
                SAMPLED.replace("-01'", "-00'"))) {
            assertThat(ask("{'channel':'/chat/a','data':1,'ext':{" + ext + "}}"))
                    .contains("\"successful\":true");
        }
        poll(client);
        ask("{'channel':'/chat/a','data':'last','ext':{" + SAMPLED + "}}");
        span("publish");

        assertThat(spans.getFinishedSpanItems()).hasSize(1);
    }
}
