package io.faye.spring;

import io.faye.auth.Authentication;
import io.faye.auth.AuthenticationBuilder;
import io.faye.auth.Authenticator;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Authorization;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Authentication of clients, by beans of {@link Authenticator} and after them by the user of the web application, and after it the
 * rules of a bean of {@link AccessRules}; both before all other extensions that have no earlier order. An application with a bean of
 * {@link Authentication} or of {@link Authorization} has its own.
 */
@Configuration(proxyBeanMethods = false)
class AuthenticationConfiguration {

    private static final int AUTHENTICATION = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    @Order(AUTHENTICATION + 100)
    @ConditionalOnBean(AccessRules.class)
    @ConditionalOnMissingBean
    Authorization fayeAuthorization(AccessRules rules) {
        return Authorization.of(rules);
    }

    @Bean
    @Order(AUTHENTICATION)
    @ConditionalOnMissingBean
    @Conditional(IsWanted.class)
    Authentication fayeAuthentication(FayeProperties properties, ObjectProvider<Authenticator> authenticators) {
        AuthenticationBuilder builder = Authentication.builder();
        authenticators.orderedStream().forEach(builder::authenticator);
        builder.authenticator(new WebUserAuthenticator(properties.allowedOrigins()));
        switch (properties.requiredAuthentication()) {
            case NOTHING -> {}
            case PUBLISH -> builder.requiredToPublish();
            case EVERYTHING -> builder.required();
        }
        return builder.build();
    }

    /** An application without users and without authenticators does without. */
    static final class IsWanted extends AnyNestedCondition {

        IsWanted() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        /** Clients show credentials. */
        @ConditionalOnBean(Authenticator.class)
        static final class ByAuthenticator {}

        /** The web application knows users. */
        @ConditionalOnClass(name = "org.springframework.security.core.Authentication")
        static final class BySpringSecurity {}

        /** Clients have to be authenticated. */
        @ConditionalOnProperty("faye.required-authentication")
        static final class ByRequirement {}
    }
}
