package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server without a network. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnFayeMode(FayeMode.NONE)
class NoneModeConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    BayeuxServer fayeServer(BayeuxServerBuilder builder) {
        return builder.build();
    }
}
