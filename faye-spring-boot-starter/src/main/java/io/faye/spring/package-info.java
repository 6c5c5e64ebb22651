/**
 * The server in applications of Spring Boot: {@link io.faye.spring.FayeAutoConfiguration} builds it from {@code faye.*} properties and
 * from beans, {@link io.faye.spring.FayeTemplate} publishes, and methods with {@link io.faye.spring.FayeListener} take messages.
 */
@NullMarked
package io.faye.spring;

import org.jspecify.annotations.NullMarked;
