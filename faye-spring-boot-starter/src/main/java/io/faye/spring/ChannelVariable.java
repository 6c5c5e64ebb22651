package io.faye.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the variable of a template that a parameter of a {@link FayeListener} method gets; not needed if the parameter has its name. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ChannelVariable {

    /** {@return the name of the variable} */
    String value();
}
