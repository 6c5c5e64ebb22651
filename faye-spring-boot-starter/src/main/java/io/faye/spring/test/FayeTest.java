package io.faye.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * Runs tests with the server and nothing else of Spring Boot: the memory engine, no port, the application's Jackson. Needs
 * {@code spring-boot-starter-test}.
 *
 * <pre>{@code
 * @FayeTest(classes = Chat.class)
 * class ChatTest {
 *
 *     @Autowired
 *     FayeTemplate template;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {"faye.mode=none", "faye.engine=memory"})
@OverrideAutoConfiguration(enabled = false)
@ImportAutoConfiguration
public @interface FayeTest {

    /** {@return the beans to test, such as those with listeners; if there are none, all components of the application} */
    @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
    Class<?>[] classes() default {};
}
