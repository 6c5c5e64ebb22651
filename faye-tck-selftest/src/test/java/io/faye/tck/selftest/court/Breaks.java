package io.faye.tck.selftest.court;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the rules by which the kit must catch a wrong engine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Breaks {

    /** One id; more only if one wrong breaks several rules, whatever the kit does. */
    String[] value();

    /** Why it is more than one. */
    String because() default "";

    /** Whether only threads that race show it. */
    boolean race() default false;
}
