package io.faye.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.extension.ChannelTemplate;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The meters of a server")
class FayeMetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private FayeHttpServer server;

    @BeforeEach
    void start() {
        List<ChannelTemplate> templates = List.of(ChannelTemplate.of("/chat/{room}"), ChannelTemplate.of("/chat/**"));
        FayeMetrics metrics = FayeMetrics.in(registry, templates);
        server = FayeHttpServer.builder()
                .host("localhost")
                .bayeux(BayeuxServer.builder()
                        .maxSessions(3)
                        .extension(new Refusing())
                        .observer(metrics.observer()))
                .start();
        metrics.bind(server);
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
    }

    /** Refuses what is published on some channels, with errors of its own. */
    private static final class Refusing implements Extension {
        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            String channel = message.channel().map(Channel::toString).orElse("");
            return switch (channel) {
                case "/private" -> Verdict.refuse(BayeuxError.forbiddenChannel(channel));
                case "/own" -> Verdict.refuse(new BayeuxError(777, List.of("what", "ever"), "An error of its own"));
                case "/fast" -> Verdict.refuse(new BayeuxError(429, List.of("messages", "100"), "Too many requests"));
                case "/odd" -> Verdict.refuse(new BayeuxError(429, List.of("x".repeat(50)), "Too many requests"));
                default -> Verdict.pass(message);
            };
        }
    }

    private String ask(String messages) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(messages.replace('\'', '"')))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private String handshake() throws Exception {
        Matcher id = Pattern.compile("\"clientId\":\"(\\w+)\"").matcher(ask(HANDSHAKE));
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private double value(String name, String... tags) {
        RequiredSearch search = registry.get(name).tags(tags);
        Meter meter = search.meter();
        return meter instanceof FunctionCounter counter
                ? counter.count()
                : meter.measure().iterator().next().getValue();
    }

    @Test
    @DisplayName("count handshakes, sessions and subscriptions as they were")
    void countsSessions() throws Exception {
        String first = handshake();
        handshake();
        handshake();
        assertThat(ask(HANDSHAKE)).contains("400:sessions");
        ask("{'channel':'/meta/subscribe','clientId':'" + first + "','subscription':['/a','/b/*']}");
        ask("{'channel':'/meta/unsubscribe','clientId':'" + first + "','subscription':'/a'}");
        ask("{'channel':'/meta/connect','clientId':'" + first
                + "','connectionType':'long-polling','advice':{'timeout':0}}");
        ask("{'channel':'/meta/disconnect','clientId':'" + first + "'}");

        assertThat(value("faye.handshakes", "outcome", "accepted")).isEqualTo(3);
        assertThat(value("faye.handshakes", "outcome", "refused")).isEqualTo(1);
        assertThat(value("faye.sessions.ended", "reason", "request")).isEqualTo(1);
        assertThat(value("faye.sessions.ended", "reason", "expired")).isZero();
        assertThat(value("faye.sessions.ended", "reason", "overflowed")).isZero();
        assertThat(value("faye.sessions.ended", "reason", "engine")).isZero();
        assertThat(value("faye.subscriptions.begun")).isEqualTo(2);
        assertThat(value("faye.subscriptions.ended")).isEqualTo(2);
        assertThat(value("faye.refusals", "code", "400", "limit", "sessions")).isEqualTo(1);
    }

    @Test
    @DisplayName("count publishes by outcome, and by the first template that the channel is in")
    void countsPublishes() throws Exception {
        ask("[{'channel':'/chat/a','data':1},{'channel':'/chat/b','data':1},{'channel':'/chat/a/b','data':1}]");
        ask("[{'channel':'/other','data':1},{'channel':'/private','data':1},{'channel':'/chat/c'}]");

        assertThat(value("faye.messages.published", "outcome", "accepted", "template", "/chat/{room}"))
                .isEqualTo(2);
        assertThat(value("faye.messages.published", "outcome", "accepted", "template", "/chat/**"))
                .isEqualTo(1);
        assertThat(value("faye.messages.published", "outcome", "accepted", "template", "other"))
                .isEqualTo(1);
        assertThat(value("faye.messages.published", "outcome", "refused", "template", "other"))
                .isEqualTo(1);
        assertThat(value("faye.messages.published", "outcome", "refused", "template", "/chat/{room}"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("count messages that the engine did not take as failed")
    void countsFailures() throws Exception {
        String client = handshake();
        assertThat(client).isNotEmpty();
        server.bayeux().close();
        assertThat(ask("{'channel':'/chat/a','data':1}")).contains("407:/chat/a:Failed to publish");

        assertThat(value("faye.messages.published", "outcome", "failed", "template", "/chat/{room}"))
                .isEqualTo(1);
        assertThat(registry.get("faye.engine.operation")
                        .tags("operation", "publish", "outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("have no tag whose value a client or an extension invents")
    void boundsTags() throws Exception {
        for (int i = 0; i < 50; i++) {
            ask("[{'channel':'/invented/" + i + "','data':1},{'channel':'/invented/" + i + "'},"
                    + "{'channel':'invented " + i
                    + "','data':1},{'channel':'/own','data':1},{'channel':'/odd','data':1},"
                    + "{'channel':'/meta/invented" + i + "'},{'channel':'/fast','data':1}]");
        }

        assertThat(value("faye.refusals", "code", "other", "limit", "none")).isEqualTo(50);
        assertThat(value("faye.refusals", "code", "429", "limit", "none")).isEqualTo(50);
        assertThat(value("faye.refusals", "code", "429", "limit", "messages")).isEqualTo(50);
        assertThat(registry.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue))
                .noneMatch(tag -> tag.contains("invented") || tag.contains("xxx") || tag.equals("what"));
        assertThat(registry.getMeters()).hasSizeLessThan(350);
    }

    @Test
    @DisplayName("count deliveries by transport, and connections that are open")
    void countsDeliveries() throws Exception {
        String client = handshake();
        ask("{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/chat/*'}");
        ask("[{'channel':'/chat/a','data':1},{'channel':'/chat/b','data':2}]");
        ask("{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'long-polling'}");
        assertThat(value("faye.messages.delivered", "transport", "long-polling"))
                .isEqualTo(2);
        assertThat(value("faye.messages.delivered", "transport", "websocket")).isZero();
        assertThat(value("faye.messages.redelivered")).isZero();
        assertThat(value("faye.connections", "transport", "http")).isEqualTo(1);
        assertThat(value("faye.connections.accepted")).isEqualTo(1);

        URI uri = URI.create(server.uri().toString().replace("http:", "ws:"));
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {})
                .get(20, TimeUnit.SECONDS);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        value("faye.connections", "transport", "websocket"))
                .isEqualTo(1));
        socket.sendClose(1001, "").get(20, TimeUnit.SECONDS);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        value("faye.websocket.closes", "by", "client", "code", "1001"))
                .isEqualTo(1));
    }

    private Timer timer(String name, String transport) {
        return registry.get(name).tag("transport", transport).timer();
    }

    @Test
    @DisplayName("time deliveries from the queue to the connection, and until the client confirms them, by transport")
    void timesDeliveries() throws Exception {
        String client = handshake();
        String connect = "{'channel':'/meta/connect','clientId':'" + client + "','connectionType':'long-polling'";
        ask("{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'/chat/*'}");
        ask(connect + ",'advice':{'timeout':0}}");
        ask("[{'channel':'/chat/a','data':1},{'channel':'/chat/b','data':2}]");
        assertThat(timer("faye.delivery.lag", "long-polling").count()).isZero();
        assertThat(ask(connect + ",'id':'first'}")).contains("/chat/b");

        assertThat(timer("faye.delivery.lag", "long-polling").count()).isEqualTo(1);
        assertThat(timer("faye.delivery.lag", "long-polling").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(timer("faye.acknowledgement.lag", "long-polling").count()).isZero();

        ask(connect + ",'id':'second','advice':{'timeout':0}}");
        assertThat(timer("faye.acknowledgement.lag", "long-polling").count()).isEqualTo(1);
        assertThat(timer("faye.delivery.lag", "long-polling").count()).isEqualTo(1);
        assertThat(timer("faye.delivery.lag", "websocket").count()).isZero();
    }

    @Test
    @DisplayName("time transports of applications under one tag")
    void timesOtherTransports() {
        FayeMetrics.in(registry).observer().delivered("a transport of its own", 1_000);

        assertThat(timer("faye.delivery.lag", "other").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("time the operations of the engine")
    void timesOperations() throws Exception {
        handshake();
        ask("[{'channel':'/a','data':1},{'channel':'/a','data':2}]");

        Timer publishes = registry.get("faye.engine.operation")
                .tags("operation", "publish", "outcome", "succeeded")
                .timer();
        assertThat(publishes.count()).isEqualTo(2);
        assertThat(publishes.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.get("faye.engine.operation")
                        .tags("operation", "createClient", "outcome", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("tell the memory that is in use, its limit, and the server's version and engine")
    void tellsMemory() {
        assertThat(value("faye.memory.limit")).isPositive();
        assertThat(value("faye.memory.used")).isNotNegative();
        assertThat(value("faye.memory.refused")).isZero();
        assertThat(value("faye.memory.evicted")).isZero();
        assertThat(value("faye.server", "engine", "memory")).isEqualTo(1);
    }

    /** The memory engine with a figure of its own. */
    private static final class Figured implements EngineProvider {

        @Override
        public String name() {
            return "figured";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineProvider.named("memory").capabilities();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            Engine engine = EngineProvider.named("memory").create(context, options);
            Map<String, DoubleSupplier> figures = Map.of("log.entries", () -> 42);
            return (Engine) Proxy.newProxyInstance(
                    Engine.class.getClassLoader(),
                    new Class<?>[] {Engine.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("figures") ? figures : method.invoke(engine, arguments));
        }
    }

    @Test
    @DisplayName("have the figures of the engine under its name")
    void tellsFigures() {
        try (BayeuxServer figured = BayeuxServer.builder()
                .engine(new Figured(), EngineOptions.none())
                .build()) {
            FayeMetrics.in(registry).bind(figured);
            assertThat(value("faye.figured.log.entries")).isEqualTo(42);
        }
    }

    @Test
    @DisplayName("say what they are, and are named as Micrometer wants it")
    void areNamed() {
        // Buckets are gauges that the registry adds.
        List<Meter> meters = registry.getMeters().stream()
                .filter(meter -> meter.getId().syntheticAssociation() == null)
                .toList();
        assertThat(meters).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getName()).matches("faye(\\.[a-z]+)+");
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getTags()).allSatisfy(tag -> {
                assertThat(tag.getKey()).matches("[a-z]+");
                assertThat(tag.getValue()).isNotBlank();
            });
        });
    }
}
