package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.servlet.FayeMount;
import io.faye.servlet.MountOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server on the port of a servlet application. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnFayeMode(FayeMode.SERVLET)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletModeConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    BayeuxServer fayeServer(BayeuxServerBuilder builder) {
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    MountOptions fayeMountOptions(FayeProperties properties) {
        return MountOptions.builder()
                .allowedOrigins(properties.allowedOrigins())
                .maxMessageSize(properties.maxMessageBytes())
                .build();
    }

    @Bean
    ServletContextInitializer fayeMount(BayeuxServer server, MountOptions options, FayeProperties properties) {
        return context -> FayeMount.attach(context, server, properties.path(), options);
    }
}
