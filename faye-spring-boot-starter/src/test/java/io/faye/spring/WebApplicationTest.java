package io.faye.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.Principal;
import io.faye.client.FayeClient;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerObserver;
import io.faye.server.ServerState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("A web application of Spring Boot")
class WebApplicationTest {

    private static final long PATIENCE_SECONDS = 60;

    private static ConfigurableApplicationContext context;
    private static String address;

    /** What somebody says. */
    record Line(String text, Instant at) {}

    /** An application whose filter knows users by a header. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Extension channels() {
            return new Channels();
        }

        @Bean
        Observer observer() {
            return new Observer();
        }

        @Bean
        Chat chat() {
            return new Chat();
        }

        @Bean
        Filter users() {
            return (request, response, chain) -> chain.doFilter(withUser((HttpServletRequest) request), response);
        }

        private static HttpServletRequest withUser(HttpServletRequest request) {
            String name = request.getHeader("X-User");
            return new HttpServletRequestWrapper(request) {
                @Override
                public java.security.Principal getUserPrincipal() {
                    return name == null ? null : () -> name;
                }
            };
        }
    }

    /** Refuses what is published to one channel, and lets one user alone publish to another. */
    private static final class Channels implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            String channel = message.channel().map(Object::toString).orElse("");
            boolean isAda = Principal.of(exchange)
                    .filter(user -> user.name().equals("ada"))
                    .isPresent();
            return channel.equals("/locked") || channel.equals("/ada") && !isAda
                    ? Verdict.refuse(BayeuxError.forbiddenChannel(channel))
                    : Verdict.pass(message);
        }
    }

    /** Keeps the channels of publishes, beside the meters. */
    static final class Observer implements ServerObserver {

        private final Set<String> published = ConcurrentHashMap.newKeySet();

        @Override
        public void published(Channel channel) {
            published.add(channel.toString());
        }
    }

    /** Methods that listen. */
    static class Chat {

        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

        @FayeListener("/chat/{room}")
        void said(String room, Line line) {
            said.add(room + ": " + line.text() + " at " + line.at());
        }

        @FayeListener("/houses/{house}/floors/{floor}")
        void floor(
                @ChannelVariable("floor") String level, Map<String, Object> data, @ChannelVariable("house") String at) {
            said.add(at + " " + level + " " + data);
        }

        @FayeListener("/service/late/{room}")
        Line late(String room, Line line) {
            return new Line(room + " " + line.text(), line.at().plusSeconds(3600));
        }

        @FayeListener("/service/user")
        String user(java.security.Principal user) {
            return user == null ? "nobody" : user.getName();
        }
    }

    @BeforeAll
    static void start() {
        context = run();
        address = address(context);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static ConfigurableApplicationContext run(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setRegisterShutdownHook(false);
        String[] arguments = new String[properties.length + 4];
        arguments[0] = "--server.port=0";
        arguments[1] = "--management.endpoint.health.show-details=always";
        arguments[2] = "--management.endpoints.web.exposure.include=health,faye";
        arguments[3] = "--faye.required-authentication=publish";
        System.arraycopy(properties, 0, arguments, 4, properties.length);
        return application.run(arguments);
    }

    private static String address(ConfigurableApplicationContext running) {
        return "http://localhost:" + running.getEnvironment().getProperty("local.server.port");
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static FayeClient client(String user) {
        return FayeClient.builder(URI.create(address + "/faye"))
                .header("X-User", user)
                .build();
    }

    private static void isRefused(CompletionStage<?> stage, String error) {
        assertThat(stage.toCompletableFuture())
                .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withThrowableOfType(Exception.class)
                .withMessageContaining(error);
    }

    private static String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static String post(String origin, String messages) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/faye"))
                .header("Content-Type", "application/json")
                .header("X-User", "ada")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(messages))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    @DisplayName("serves clients on its own port, and its template publishes objects as its mapper writes them")
    void publishes() throws Exception {
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        FayeTemplate template = context.getBean(FayeTemplate.class);
        try (FayeClient client = client("bob")) {
            await(client.subscribe("/lines/*", received::add));
            await(template.convertAndPublish("/lines/1", new Line("Hello", Instant.EPOCH)));
            await(template.publish("/lines/2", Map.of("text", "Bye")));
            assertThat(next(received).data().orElseThrow())
                    .hasToString("{\"text\":\"Hello\",\"at\":\"1970-01-01T00:00:00Z\"}");
            assertThat(next(received).data().orElseThrow()).hasToString("{\"text\":\"Bye\"}");
        }
    }

    @Test
    @DisplayName("asks its extensions, which know the user of the web application")
    void extensions() {
        try (FayeClient ada = client("ada");
                FayeClient bob = client("bob")) {
            isRefused(bob.publish("/locked", 1), "403:/locked");
            isRefused(bob.publish("/ada", 1), "403:/ada");
            await(ada.publish("/ada", 1));
        }
    }

    @Test
    @DisplayName("refuses publishes without a user where its properties demand one")
    void demandsUser() {
        try (FayeClient client =
                FayeClient.builder(URI.create(address + "/faye")).build()) {
            isRefused(client.publish("/free", 1), "401");
        }
    }

    @Test
    @DisplayName("takes no page of another origin for its user")
    void foreignPage() throws Exception {
        String handshake =
                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}]";
        assertThat(post("https://elsewhere.example", handshake))
                .contains("\"successful\":false")
                .contains("\"error\":\"401");
        assertThat(post(address, handshake)).contains("\"successful\":true");
    }

    @Test
    @DisplayName("gives messages to methods that listen, with variables and converted data")
    void listens() throws Exception {
        Chat chat = context.getBean(Chat.class);
        try (FayeClient client = client("ada")) {
            await(client.publish("/chat/lobby", Map.of("text", "Hello", "at", "1970-01-01T00:00:00Z")));
            assertThat(next(chat.said)).isEqualTo("lobby: Hello at 1970-01-01T00:00:00Z");
            await(client.publish("/houses/7/cellar", Map.of("no", "floor")));
            await(client.publish("/houses/7/floors/2", Map.of("lights", "on")));
            assertThat(next(chat.said)).isEqualTo("7 2 {lights=on}");
        }
    }

    @Test
    @DisplayName("answers calls by what methods return")
    void answers() throws Exception {
        BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
        try (var caller = context.getBean(BayeuxServer.class).client()) {
            await(caller.subscribe("/service/**", answers::add));
            await(caller.publish("/service/late/lobby", Map.of("text", "Hi", "at", "1970-01-01T00:00:00Z")));
            Message answer = next(answers);
            assertThat(answer.isSuccessful()).isTrue();
            assertThat(answer.data().orElseThrow())
                    .hasToString("{\"text\":\"lobby Hi\",\"at\":\"1970-01-01T01:00:00Z\"}");
            await(caller.publish("/service/user", Map.of()));
            assertThat(next(answers).data().orElseThrow()).hasToString("\"nobody\"");
            await(caller.publish("/service/late/lobby", "no line"));
            assertThat(next(answers).error().orElseThrow()).startsWith("400:data");
        }
    }

    @Test
    @DisplayName("shows health, an endpoint and meters")
    void management() throws Exception {
        assertThat(get("/actuator/health")).contains("\"faye\":{", "\"engine\":\"memory\"", "\"state\":\"SERVING\"");
        assertThat(get("/actuator/faye")).contains("\"engine\":\"memory\"", "\"sessionsBegun\":");
        assertThat(context.getBean(MeterRegistry.class)
                        .get("faye.sessions")
                        .gauge()
                        .value())
                .isNotNegative();
        assertThat(context.getBean(MeterRegistry.class)
                        .get("faye.server")
                        .tag("engine", "memory")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("tells its observers and its meters of publishes")
    void observers() {
        await(context.getBean(FayeTemplate.class).publish("/observed", 1));
        assertThat(context.getBean(Observer.class).published).contains("/observed");
        assertThat(context.getBean(MeterRegistry.class)
                        .get("faye.messages.published")
                        .tag("outcome", "accepted")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    @Timeout(240)
    @DisplayName("answers held polls when it stops, before the web server waits for its requests")
    void stops() {
        ConfigurableApplicationContext stopping = run(
                "--server.shutdown=graceful",
                "--spring.lifecycle.timeout-per-shutdown-phase=300s",
                "--faye.timeout=300s",
                "--faye.path=/live");
        BayeuxServer server = stopping.getBean(BayeuxServer.class);
        try (FayeClient client = FayeClient.builder(URI.create(address(stopping) + "/live"))
                .withoutWebSocket()
                .header("X-User", "ada")
                .build()) {
            await(client.subscribe("/chat/lobby", message -> {}));
            stopping.close();
        }
        assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    }
}
