package com.example.faye.chat;

import static org.springframework.security.config.Customizer.withDefaults;

import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Subject;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication
public class ChatApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ChatApplication.class, arguments);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/faye/**"))
                .build();
    }

    @Bean
    InMemoryUserDetailsManager users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}ada").build(),
                User.withUsername("bob").password("{noop}bob").build());
    }

    @Bean
    AccessRules rules() {
        return AccessRules.builder()
                .allow(Subject.authenticated(), Action.HANDSHAKE)
                .allow(Subject.authenticated(), Action.SUBSCRIBE, "/chat/{room}")
                .allow(Subject.authenticated(), Action.PUBLISH, "/service/say/{room}")
                .build();
    }
}
