package io.faye.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a method of a bean take messages.
 *
 * <pre>{@code
 * @FayeListener("/chat/{room}")
 * void said(String room, Line line) {...}
 *
 * @FayeListener("/service/rooms/{city}")
 * List<Room> rooms(String city) {...}
 * }</pre>
 *
 * <p>A method for channels below {@code /service} answers calls: what it returns is the answer to the caller, as
 * {@link io.faye.server.Services} has it. It may return a {@code CompletionStage}, or a {@link io.faye.server.ServiceReply} to refuse.
 * A method for other channels returns nothing and takes what clients and the application publish, one message at a time, in order; in
 * each process of the service. A method may block.
 *
 * <p>Parameters, in any order: text of the name of a variable, or with {@link ChannelVariable}; {@link io.faye.protocol.Message} (not
 * of services), {@link io.faye.protocol.Channel}; for services also {@link io.faye.server.ServiceCall}, the caller's
 * {@link io.faye.extension.Session}, {@link java.security.Principal} and {@link io.faye.auth.Principal} (null if the caller has none).
 * One further parameter gets the data, converted to its type.
 *
 * <p>What a method throws is logged; a caller is told {@code 500}, or {@code 400} if the data cannot be converted.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FayeListener {

    /** {@return the template of the channels, such as {@code /chat/{room}}} */
    String value();
}
