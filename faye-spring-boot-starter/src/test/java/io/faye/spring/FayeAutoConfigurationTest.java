package io.faye.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.FayeClient;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("The configuration of Spring Boot")
class FayeAutoConfigurationTest {

    private static final long PATIENCE_SECONDS = 60;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FayeAutoConfiguration.class));

    /** Keeps what it gets. */
    static class Listener {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @FayeListener("/news/**")
        void news(Json data) {
            received.add(data.toString());
        }
    }

    /** Has a result that nobody gets. */
    static class Mistaken {

        @FayeListener("/news")
        String news(String data) {
            return data;
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Test
    @DisplayName("serves clients on a port of its own, if a property says so")
    void ownPort() {
        application.withPropertyValues("faye.port=0", "faye.path=/live").run(context -> {
            FayeHttpServer server = context.getBean(FayeHttpServer.class);
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            try (FayeClient client = FayeClient.builder(server.uri()).build()) {
                await(client.subscribe(
                        "/news", message -> received.add(message.data().toString())));
                await(context.getBean(FayeTemplate.class).publish("/news", "Hello"));
                assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("Hello");
            }
            assertThat(server.uri().getPath()).isEqualTo("/live");
        });
    }

    @Test
    @DisplayName("has listeners and a template without any network")
    void withoutNetwork() {
        application
                .withPropertyValues("faye.mode=none")
                .withBean(Listener.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(BayeuxServer.class).doesNotHaveBean(FayeHttpServer.class);
                    await(context.getBean(FayeTemplate.class).publish("/news/today", Map.of("a", 1)));
                    assertThat(context.getBean(Listener.class).received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isEqualTo("{\"a\":1}");
                });
    }

    @Test
    @DisplayName("builds no server if it is switched off")
    void switchedOff() {
        application.withPropertyValues("faye.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(BayeuxServer.class));
    }

    @Test
    @DisplayName("refuses a listener whose result nobody gets")
    void mistakenListener() {
        application
                .withPropertyValues("faye.mode=none")
                .withBean(Mistaken.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("Expected a method without a result for '/news'"));
    }

    @Test
    @DisplayName("names the property to set if Netty is too old for a port of its own")
    void oldNetty() {
        application
                .withPropertyValues("faye.port=0")
                .withClassLoader(new FilteredClassLoader("io.netty.channel.IoHandlerFactory"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnsuitableLibraryException.class)
                        .hasMessageContainingAll("'netty.version'", "'faye.port'"));
    }

    @Test
    @DisplayName("names the library to add if there is none for a port of its own")
    void withoutTransport() {
        application
                .withPropertyValues("faye.port=0")
                .withClassLoader(new FilteredClassLoader(FayeHttpServer.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnsuitableLibraryException.class)
                        .hasMessageContainingAll("io.faye:faye-transport-http", "'faye.port'"));
    }

    @Test
    @DisplayName("names the library to add if the engine is not there")
    void withoutEngine() {
        application.withPropertyValues("faye.mode=none", "faye.engine=jdbc").run(context -> assertThat(context)
                .getFailure()
                .hasMessageContainingAll("'faye.engine' is 'jdbc'", "io.faye:faye-engine-redis"));
    }

    @Test
    @DisplayName("prefers what the properties of the engine say to the application's Redis")
    void ownRedis() {
        EngineDefaults defaults = new EngineDefaults("redis", Map.of("host", "redis.example", "password", "secret"));
        assertThat(defaults.complete("redis", Map.of("url", "redis://other.example")))
                .isEqualTo(Map.of("url", "redis://other.example"));
        assertThat(defaults.complete("redis", Map.of("namespace", "chat")))
                .isEqualTo(Map.of("namespace", "chat", "host", "redis.example", "password", "secret"));
        assertThat(defaults.complete("memory", Map.of())).isEmpty();
    }
}
