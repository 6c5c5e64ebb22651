package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.HttpLimits;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server on a port of its own, which needs {@code faye-transport-http} and Netty 4.2. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnFayeMode(FayeMode.PORT)
class PortModeConfiguration {

    /** Fails with what to add. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.faye.transport.http.FayeHttpServer")
    static class WithoutTransport {

        @Bean
        @ConditionalOnMissingBean
        BayeuxServer fayeServer() {
            throw SuitableLibraries.transportIsMissing();
        }
    }

    /** Starts the server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FayeHttpServer.class)
    static class WithTransport {

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        FayeHttpServer fayeHttpServer(BayeuxServerBuilder builder, FayeProperties properties) {
            SuitableLibraries.requireNetty();
            return FayeHttpServer.builder()
                    .bayeux(builder)
                    .host(properties.host())
                    .port(properties.port())
                    .mount(properties.path())
                    .allowedOrigins(properties.allowedOrigins())
                    .limits(HttpLimits.builder()
                            .maxBody(properties.maxMessageBytes())
                            .maxMessage(properties.maxMessageBytes())
                            .build())
                    .start();
        }

        /** The HTTP server closes it. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        BayeuxServer fayeServer(FayeHttpServer server) {
            return server.bayeux();
        }
    }
}
